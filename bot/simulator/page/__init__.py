"""The page of the demo: the simulated workspace in a browser."""

from bot.simulator.page.routes import page
from bot.simulator.page.running import serving_page

__all__ = ["page", "serving_page"]
