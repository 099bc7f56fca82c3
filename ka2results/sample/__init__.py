"""The compact sample that the first start loads: facts of real projects and a few demonstration
partnerships."""
