// Writes a book with the npm package docx: blocks from the first path, the book to the second.
const fs = require("fs");
const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } = require("docx");

const levels = [0, 1, 2, 3, 4, 5, 6].map((level) => HeadingLevel[`HEADING_${Math.max(level, 1)}`]);

function writeBlock(block) {
  if (block[0] === "h") return new Paragraph({ heading: levels[block[1]], text: block[2] });
  if (block[0] === "p") return new Paragraph(block[1]);
  const rows = block[1].map(
    (row) =>
      new TableRow({
        children: row.map(
          (cell) =>
            new TableCell({
              children: cell.split("\n").map((text) => new Paragraph({ children: [new TextRun(text)] })),
            }),
        ),
      }),
  );
  return new Table({ rows });
}

const blocks = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const book = new Document({ sections: [{ children: blocks.map(writeBlock) }] });
Packer.toBuffer(book).then((data) => fs.writeFileSync(process.argv[3], data));
