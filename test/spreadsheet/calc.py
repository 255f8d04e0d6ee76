"""Drives a running LibreOffice Calc: reads one request a line from standard input as JSON, writes one answer a line.

Run by libreoffice.ts, with the name of the pipe that the office listens on as its argument.
"""
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table.CellContentType import EMPTY, FORMULA, TEXT, VALUE

SECONDS_TO_START = 60
# com.sun.star.document.UpdateDocMode: without it WEBSERVICE waits for somebody to allow links to be updated.
FULL_UPDATE = 3
# com.sun.star.sheet.FormulaResult
RESULT_VALUE = 1


def properties(values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            context = resolver.resolve(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
            return context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def cells_at(document, address):
    """The cells of an address: a defined name, or A1 or A1:B2 of the first sheet, or of another one as Sheet.A1."""
    if document.NamedRanges.hasByName(address):
        return document.NamedRanges.getByName(address).getReferredCells()
    sheet, _, place = address.rpartition('.')
    sheets = document.Sheets
    return (sheets.getByName(sheet) if sheet else sheets.getByIndex(0)).getCellRangeByName(place)


def read_cell(cell):
    error = cell.getError()
    is_number = cell.Type == VALUE or (cell.Type == FORMULA and cell.FormulaResultType2 == RESULT_VALUE)
    return {
        'address': cell.AbsoluteName.replace('$', ''),
        'formula': cell.Formula if cell.Type == FORMULA else None,
        'type': 'empty' if cell.Type == EMPTY else 'error' if error else 'number' if is_number else 'text',
        'number': cell.Value if is_number and not error else None,
        'text': cell.String,
        'error': error,
    }


def read_range(area):
    if not hasattr(area, 'RangeAddress'):
        return [read_cell(area)]
    at = area.RangeAddress
    return [read_cell(area.getCellByPosition(column, row)) for row in range(at.EndRow - at.StartRow + 1) for column in range(at.EndColumn - at.StartColumn + 1)]


def read_used(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    cells = read_range(sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow))
    return [cell for cell in cells if cell['type'] != 'empty']


def write_cell(cell, content):
    if isinstance(content, (int, float)):
        cell.Value = content
    elif content.startswith('='):
        cell.Formula = content
    else:
        cell.String = content


class Driver:
    def __init__(self, desktop):
        self.desktop = desktop
        self.documents = {}

    def document(self, request):
        return self.documents[request['document']]

    def open(self, request):
        path = request.get('path')
        arguments = {'Hidden': True, 'UpdateDocMode': FULL_UPDATE}
        if request.get('filter'):
            arguments.update(FilterName=request['filter'], FilterOptions=request.get('filterOptions', ''))
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path) if path else 'private:factory/scalc', '_blank', 0, properties(arguments))
        if document is None:
            raise ValueError(f'LibreOffice cannot open {path}.')
        key = len(self.documents)
        self.documents[key] = document
        return {'document': key, 'sheets': list(document.Sheets.ElementNames), 'names': list(document.NamedRanges.ElementNames)}

    def set(self, request):
        document = self.document(request)
        for address, content in request['cells'].items():
            write_cell(cells_at(document, address).getCellByPosition(0, 0), content)

    def recalculate(self, request):
        self.document(request).calculateAll()

    def read(self, request):
        document = self.document(request)
        return [cell for address in request['addresses'] for cell in read_range(cells_at(document, address))]

    def used(self, request):
        document = self.document(request)
        return {name: read_used(document.Sheets.getByName(name)) for name in document.Sheets.ElementNames}

    def save(self, request):
        self.document(request).storeToURL(uno.systemPathToFileUrl(request['path']), properties({'FilterName': request['filter']}))

    def close(self, request):
        self.documents.pop(request['document']).close(True)

    def quit(self, _request):
        for document in self.documents.values():
            document.close(True)
        self.desktop.terminate()


def main(pipe):
    driver = Driver(connect(pipe))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {'result': getattr(driver, request['do'])(request)}
        except Exception as error:  # Whatever LibreOffice refuses is the test's to judge.
            answer = {'refused': f'{type(error).__name__}: {error}'}
        print(json.dumps(answer), flush=True)


main(sys.argv[1])
