"""Turn a short table of tones into an MP3."""

# The layout libraries are the maintainer's; a checkout without them is checked all the same.
# mypy: disable-error-code="import-not-found, import-untyped"

import array
import math

import lameenc

RATE_HZ = 16_000
FADE_S = 0.06


def mp3(table: str) -> bytes:
    """Return the tones of a table as mono MP3.

    Args:
        table: one tone a line (seconds, hertz at its start, hertz at its end, loudness from
            0 to 1); lines that begin with # are skipped. A tone of 0 Hz is silence.
    """
    samples: list[int] = []
    phase = 0.0
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            seconds, start, end, loudness = (float(value) for value in line.split())
            phase = _append(samples, phase, seconds, (start, end), loudness)
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(24)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    return bytes(encoder.encode(array.array("h", samples).tobytes()) + encoder.flush())


def _append(
    samples: list[int],
    phase: float,
    seconds: float,
    hertz: tuple[float, float],
    loudness: float,
) -> float:
    count = int(seconds * RATE_HZ)
    fade = FADE_S * RATE_HZ
    for place in range(count):
        pitch = hertz[0] + (hertz[1] - hertz[0]) * place / count
        phase += math.tau * pitch / RATE_HZ
        edge = min(1.0, place / fade, (count - place) / fade)
        wave = 0.75 * math.sin(phase) + 0.18 * math.sin(2 * phase) + 0.07 * math.sin(3 * phase)
        samples.append(int(32_000 * loudness * edge * wave) if pitch else 0)
    return phase
