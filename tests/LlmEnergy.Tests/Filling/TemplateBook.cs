using System.IO.Compression;
using System.Text;

namespace LlmEnergy.Tests.Filling;

/// <summary>
/// A workbook as an accountant keeps it, its parts written by hand: names, a marker and a table to fill; and macros, a chart, a pivot table,
/// conditional formats, a validation, comments, a link to another workbook and printer settings, which are none of ours.
/// </summary>
internal sealed class TemplateBook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Xml = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    public TemplateBook()
    {
        Content();
        Book();
        Input();
        Data();
        Sums();
        Own();
        Others();
    }

    /// <summary>Another text in the place of one that a part has once.</summary>
    public TemplateBook With(string part, string old, string text)
    {
        var before = Encoding.UTF8.GetString(_parts[part]);
        Assert.That(before.Split(old), Has.Length.EqualTo(2), $"{old} stands once in {part}");
        Put(part, before.Replace(old, text, StringComparison.Ordinal));
        return this;
    }

    public TemplateBook Put(string part, string text)
    {
        _parts[part] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var (name, content) in _parts)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }

        return bytes.ToArray();
    }

    public void Save(string path) => File.WriteAllBytes(path, ToBytes());

    public static SortedDictionary<string, byte[]> Parts(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            parts.Add(entry.FullName, bytes.ToArray());
        }

        return parts;
    }

    private static string Relations(params (string Id, string Type, string Target)[] relations) =>
        $"{Xml}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(
            relations.Select(relation =>
                $"<Relationship Id=\"{relation.Id}\" Type=\"{(relation.Type.Contains("://", StringComparison.Ordinal) ? "" : Relation + "/")}{relation.Type}\" Target=\"{relation.Target}\""
                + (relation.Target.StartsWith("file:", StringComparison.Ordinal) ? " TargetMode=\"External\"/>" : "/>")
            )
        )
        + "</Relationships>";

    private void Content()
    {
        const string sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        Put(
            "[Content_Types].xml",
            $"{Xml}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/><Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/>"
                + string.Concat(
                    new[]
                    {
                        ("worksheets/sheet1", "worksheet"),
                        ("worksheets/sheet2", "worksheet"),
                        ("worksheets/sheet3", "worksheet"),
                        ("worksheets/sheet4", "worksheet"),
                        ("styles", "styles"),
                        ("sharedStrings", "sharedStrings"),
                        ("tables/table1", "table"),
                        ("comments1", "comments"),
                        ("calcChain", "calcChain"),
                        ("pivotTables/pivotTable1", "pivotTable"),
                        ("pivotCache/pivotCacheDefinition1", "pivotCacheDefinition"),
                        ("pivotCache/pivotCacheRecords1", "pivotCacheRecords"),
                        ("externalLinks/externalLink1", "externalLink"),
                    }.Select(part => $"<Override PartName=\"/xl/{part.Item1}.xml\" ContentType=\"{sheet}.{part.Item2}+xml\"/>")
                )
                + "<Override PartName=\"/xl/drawings/drawing1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/><Override PartName=\"/xl/charts/chart1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/><Override PartName=\"/xl/printerSettings/printerSettings1.bin\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings\"/></Types>"
        );
        Put("_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
    }

    private void Book()
    {
        Put(
            "xl/workbook.xml",
            $"{Xml}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><workbookPr codeName=\"ThisWorkbook\"/><sheets><sheet name=\"Input\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Data\" sheetId=\"2\" r:id=\"rId2\"/><sheet name=\"Sums\" sheetId=\"3\" r:id=\"rId3\"/><sheet name=\"Own\" sheetId=\"4\" r:id=\"rId4\"/></sheets><externalReferences><externalReference r:id=\"rId10\"/></externalReferences><definedNames><definedName name=\"AllMonths\">Data!$A$2:$D$3</definedName><definedName name=\"GhgEmissionsPurchasedLlmApiServices_tCO2e_N\">Input!$B$3</definedName><definedName name=\"MarketBasedEmissions_kgCO2e_N\">Input!$B$5</definedName><definedName name=\"report.period\">Input!$B$2</definedName></definedNames><calcPr calcId=\"191029\"/><pivotCaches><pivotCache cacheId=\"7\" r:id=\"rId9\"/></pivotCaches></workbook>"
        );
        Put(
            "xl/_rels/workbook.xml.rels",
            Relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId3", "worksheet", "worksheets/sheet3.xml"),
                ("rId4", "worksheet", "worksheets/sheet4.xml"),
                ("rId5", "styles", "styles.xml"),
                ("rId6", "sharedStrings", "sharedStrings.xml"),
                ("rId7", "calcChain", "calcChain.xml"),
                ("rId8", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
                ("rId9", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
                ("rId10", "externalLink", "externalLinks/externalLink1.xml")
            )
        );
        // 0 plain, 1 months, 2 unlocked with two decimals, 3 bold
        Put(
            "xl/styles.xml",
            $"{Xml}<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"mmm\\ yyyy\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"><protection locked=\"0\"/></xf><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs><dxfs count=\"1\"><dxf><font><b/></font></dxf></dxfs></styleSheet>"
        );
        Put(
            "xl/sharedStrings.xml",
            $"{Xml}<sst xmlns=\"{Main}\"><si><t>Scope 3 input of the group</t></si><si><t>not reported</t></si><si><t>{{{{ledger: sum=requests}}}}</t></si><si><r><t>plain </t></r><r><t>text</t></r></si></sst>"
        );
        Put(
            "xl/calcChain.xml",
            $"{Xml}<calcChain xmlns=\"{Main}\"><c r=\"B4\" i=\"1\"/><c r=\"D2\" i=\"2\"/><c r=\"D3\" i=\"2\"/><c r=\"B1\" i=\"3\"/><c r=\"B2\" i=\"3\"/></calcChain>"
        );
    }

    private void Input()
    {
        Put(
            "xl/worksheets/sheet1.xml",
            $"{Xml}<worksheet xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><dimension ref=\"A1:B6\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetData><row r=\"1\" spans=\"1:2\" ht=\"24\" customHeight=\"1\"><c r=\"A1\" s=\"3\" t=\"s\"><v>0</v></c></row><row r=\"2\" spans=\"1:2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Period</t></is></c><c r=\"B2\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\" s=\"2\"><v>1.5</v></c></row><row r=\"4\"><c r=\"B4\"><f>B3*1000</f><v>1500</v></c></row><row r=\"6\"><c r=\"A6\" t=\"s\"><v>3</v></c><c r=\"B6\" s=\"2\" t=\"s\"><v>2</v></c></row></sheetData><conditionalFormatting sqref=\"B3\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"greaterThan\"><formula>1</formula></cfRule></conditionalFormatting><dataValidations count=\"1\"><dataValidation type=\"decimal\" sqref=\"B3\"><formula1>0</formula1><formula2>1000</formula2></dataValidation></dataValidations><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" r:id=\"rId1\"/><legacyDrawing r:id=\"rId2\"/></worksheet>"
        );
        Put(
            "xl/worksheets/_rels/sheet1.xml.rels",
            Relations(
                ("rId1", "printerSettings", "../printerSettings/printerSettings1.bin"),
                ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
                ("rId3", "comments", "../comments1.xml")
            )
        );
        Put(
            "xl/comments1.xml",
            $"{Xml}<comments xmlns=\"{Main}\"><authors><author>Controller</author></authors><commentList><comment ref=\"B3\" authorId=\"0\"><text><t>from LLM use</t></text></comment></commentList></comments>"
        );
        Put(
            "xl/drawings/vmlDrawing1.vml",
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape type=\"#_x0000_t202\" style=\"visibility:hidden\"><x:ClientData ObjectType=\"Note\"><x:Row>2</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>"
        );
        _parts["xl/printerSettings/printerSettings1.bin"] = [1, 2, 3, 250];
    }

    private void Data()
    {
        Put(
            "xl/worksheets/sheet2.xml",
            $"{Xml}<worksheet xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><dimension ref=\"A1:D3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>month</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>total_kgco2e</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>requests</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>tonnes</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45658</v></c><c r=\"B2\" s=\"2\"><v>7</v></c><c r=\"C2\"><v>70</v></c><c r=\"D2\" s=\"2\"><f>tblMonths[[#This Row],[total_kgco2e]]/1000</f><v>0.007</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>45689</v></c><c r=\"B3\" s=\"2\"><v>8</v></c><c r=\"C3\"><v>80</v></c><c r=\"D3\" s=\"2\"><f>tblMonths[[#This Row],[total_kgco2e]]/1000</f><v>0.008</v></c></row></sheetData><conditionalFormatting sqref=\"B2:B3\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"2\" operator=\"greaterThan\"><formula>AVERAGE($B$2:$B$3)</formula></cfRule></conditionalFormatting><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts></worksheet>"
        );
        Put("xl/worksheets/_rels/sheet2.xml.rels", Relations(("rId1", "table", "../tables/table1.xml")));
        Put(
            "xl/tables/table1.xml",
            $"{Xml}<table xmlns=\"{Main}\" id=\"1\" name=\"tblMonths\" displayName=\"tblMonths\" ref=\"A1:D3\" totalsRowShown=\"0\"><autoFilter ref=\"A1:D3\"/><tableColumns count=\"4\"><tableColumn id=\"1\" name=\"month\"/><tableColumn id=\"2\" name=\"total_kgco2e\"/><tableColumn id=\"3\" name=\"requests\"/><tableColumn id=\"4\" name=\"tonnes\"><calculatedColumnFormula>tblMonths[[#This Row],[total_kgco2e]]/1000</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo name=\"TableStyleMedium2\" showRowStripes=\"1\"/></table>"
        );
    }

    private void Sums()
    {
        Put(
            "xl/worksheets/sheet3.xml",
            $"{Xml}<worksheet xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>kg</t></is></c><c r=\"B1\"><f>SUM(Data!B2:B3)</f><v>15</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>t</t></is></c><c r=\"B2\"><f>SUM(tblMonths[tonnes])+Input!B4*0</f><v>0.015</v></c></row></sheetData><drawing r:id=\"rId1\"/></worksheet>"
        );
        Put(
            "xl/worksheets/_rels/sheet3.xml.rels",
            Relations(("rId1", "drawing", "../drawings/drawing1.xml"), ("rId2", "pivotTable", "../pivotTables/pivotTable1.xml"))
        );
        Put(
            "xl/drawings/drawing1.xml",
            $"{Xml}<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"Months\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"{Relation}\" r:id=\"rId1\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
        );
        Put("xl/drawings/_rels/drawing1.xml.rels", Relations(("rId1", "chart", "../charts/chart1.xml")));
        Put(
            "xl/charts/chart1.xml",
            $"{Xml}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:cat><c:numRef><c:f>Data!$A$2:$A$3</c:f></c:numRef></c:cat><c:val><c:numRef><c:f>Data!$B$2:$B$3</c:f><c:numCache><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>7</c:v></c:pt><c:pt idx=\"1\"><c:v>8</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart><c:catAx><c:axId val=\"1\"/><c:scaling/><c:axPos val=\"b\"/><c:crossAx val=\"2\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling/><c:axPos val=\"l\"/><c:crossAx val=\"1\"/></c:valAx></c:plotArea></c:chart></c:chartSpace>"
        );
        Put(
            "xl/pivotTables/pivotTable1.xml",
            $"{Xml}<pivotTableDefinition xmlns=\"{Main}\" name=\"ByMonth\" cacheId=\"7\" dataCaption=\"Values\"><location ref=\"A8:B11\" firstHeaderRow=\"1\" firstDataRow=\"1\" firstDataCol=\"1\"/><pivotFields count=\"4\"><pivotField axis=\"axisRow\" showAll=\"0\"/><pivotField dataField=\"1\" showAll=\"0\"/><pivotField showAll=\"0\"/><pivotField showAll=\"0\"/></pivotFields><rowFields count=\"1\"><field x=\"0\"/></rowFields><dataFields count=\"1\"><dataField name=\"Sum of kg\" fld=\"1\"/></dataFields></pivotTableDefinition>"
        );
        Put(
            "xl/pivotTables/_rels/pivotTable1.xml.rels",
            Relations(("rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"))
        );
        Put(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            $"{Xml}<pivotCacheDefinition xmlns=\"{Main}\" xmlns:r=\"{Relation}\" r:id=\"rId1\" recordCount=\"2\"><cacheSource type=\"worksheet\"><worksheetSource name=\"tblMonths\"/></cacheSource><cacheFields count=\"4\"><cacheField name=\"month\" numFmtId=\"164\"><sharedItems/></cacheField><cacheField name=\"total_kgco2e\" numFmtId=\"0\"><sharedItems/></cacheField><cacheField name=\"requests\" numFmtId=\"0\"><sharedItems/></cacheField><cacheField name=\"tonnes\" numFmtId=\"0\"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>"
        );
        Put("xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels", Relations(("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")));
        Put(
            "xl/pivotCache/pivotCacheRecords1.xml",
            $"{Xml}<pivotCacheRecords xmlns=\"{Main}\" count=\"2\"><r><n v=\"45658\"/><n v=\"7\"/><n v=\"70\"/><n v=\"0.007\"/></r><r><n v=\"45689\"/><n v=\"8\"/><n v=\"80\"/><n v=\"0.008\"/></r></pivotCacheRecords>"
        );
    }

    /// <summary>A sheet that rests on nothing that is filled.</summary>
    private void Own() =>
        Put(
            "xl/worksheets/sheet4.xml",
            $"{Xml}<worksheet   xmlns='{Main}'>\r\n  <sheetData><row><c><v>1</v></c><c><f>A1+[1]Rates!A1</f><v>3</v></c></row></sheetData></worksheet>"
        );

    private void Others()
    {
        _parts["xl/vbaProject.bin"] = [0xD0, 0xCF, 0x11, 0xE0, .. Enumerable.Range(0, 500).Select(number => (byte)(number % 251))];
        Put(
            "xl/externalLinks/externalLink1.xml",
            $"{Xml}<externalLink xmlns=\"{Main}\"><externalBook xmlns:r=\"{Relation}\" r:id=\"rId1\"><sheetNames><sheetName val=\"Rates\"/></sheetNames></externalBook></externalLink>"
        );
        Put("xl/externalLinks/_rels/externalLink1.xml.rels", Relations(("rId1", "externalLinkPath", "file:///rates.xlsx")));
    }
}
