"""The WSGI application, for servers that want a module: `waitress-serve app:app`."""

import os

from ka2results.factory import create_app
from ka2results.settings import Settings
from ka2results.wiring import build

app = create_app(build(Settings.from_env(os.environ)))
