"""Lists as spreadsheets know them: written so that nothing in them is carried out."""

from bot.spreadsheet.writing import BOM, FORMULA, line

__all__ = ["BOM", "FORMULA", "line"]
