package importer

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// isWorkbook reports whether a file begins like an XLSX workbook, which is a zip archive.
func isWorkbook(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// largestWorkbook is how large a workbook may be when it is unpacked, in bytes.
const largestWorkbook = 1 << 30

// workbook is the first sheet of a workbook. Its cells are as they are stored: days are numbers.
type workbook struct {
	rows *excelize.Rows
	line int
}

var errNoSheet = errors.New("the workbook has no sheet")

func openWorkbook(r io.Reader) (rowReader, error) {
	file, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: largestWorkbook})
	if err != nil {
		return nil, err
	}
	sheets := file.GetSheetList()
	if len(sheets) == 0 {
		return nil, errNoSheet
	}
	rows, err := file.Rows(sheets[0])
	if err != nil {
		return nil, err
	}
	return &workbook{rows: rows}, nil
}

// Read returns the next row.
func (w *workbook) Read() ([]string, error) {
	if !w.rows.Next() {
		if err := w.rows.Error(); err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	w.line++
	return w.rows.Columns()
}

// FieldPos returns the row and the column of a cell, which count from 1.
func (w *workbook) FieldPos(field int) (line, column int) { return w.line, field + 1 }

// serialTime is the time of a number of days since 1900, as workbooks store it.
func serialTime(cell string) (time.Time, bool) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 20_000 || n > 80_000 { // 1954 to 2119
		return time.Time{}, false
	}
	t, err := excelize.ExcelDateToTime(n, false)
	return t, err == nil
}
