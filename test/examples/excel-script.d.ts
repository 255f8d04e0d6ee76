/** As much of Office Scripts' ExcelScript as the example uses, with the signatures of Microsoft's reference. */
declare namespace ExcelScript {
  type Value = string | number | boolean

  interface Range {
    getValue (): Value
    getValues (): Value[][]
    setValue (value: Value): void
    setValues (values: Value[][]): void
    clear (): void
  }
  interface NamedItem { getRange (): Range }
  interface Table { getRange (): Range }
  interface Worksheet {
    getRange (address?: string): Range
    getRangeByIndexes (startRow: number, startColumn: number, rowCount: number, columnCount: number): Range
  }
  interface Workbook {
    getNamedItem (name: string): NamedItem | undefined
    getTable (key: string): Table | undefined
    getWorksheet (key: string): Worksheet | undefined
    addWorksheet (name?: string): Worksheet
  }
}
