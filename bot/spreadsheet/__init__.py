"""Lists as spreadsheets know them: read as people have them, written so that nothing in them is carried out."""

from bot.spreadsheet.formulas import FORMULA
from bot.spreadsheet.layout import Record
from bot.spreadsheet.reading import records
from bot.spreadsheet.unreadable import Unreadable
from bot.spreadsheet.writing import BOM, line

__all__ = ["BOM", "FORMULA", "Record", "Unreadable", "line", "records"]
