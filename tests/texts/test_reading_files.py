"""Each kind of file is read page by page, in the bounded child."""

from corpus import ofd, picture
from text_cast import paragraph, pdf, word

RENDERED = "<w:lastRenderedPageBreak/>"
BREAK = '<w:br w:type="page"/>'


def test_a_pdf_is_read_page_by_page(read):
    content = pdf("1 总则\n为规范应急处置工作，制定本预案。", "2 职责\n各成员单位按分工负责应急工作。")
    said, pages = read(content, "预案.pdf")
    assert (said["state"], said["division"], said["pages"]) == ("read", "page", 2)
    assert pages[1] == "2 职责\n各成员单位按分工负责应急工作。"


def test_a_pdf_that_only_forbids_printing_is_read(read):
    said, pages = read(pdf("一、总则\n为规范应急处置工作，制定本预案。", owner="secret"), "预案.pdf")
    assert said["state"] == "read" and pages[0].startswith("一、总则")


def test_words_own_page_breaks_part_the_pages(read):
    body = paragraph("1 总则") + paragraph("2 职责", before=RENDERED) + paragraph("2.1 领导小组")
    said, pages = read(word(body), "预案.docx")
    assert said["division"] == "page"
    assert pages == ["1 总则", "2 职责\n2.1 领导小组"]


def test_a_break_that_is_noted_twice_parts_once(read):
    body = paragraph("1 总则") + paragraph("", before=BREAK) + paragraph("2 职责", before=RENDERED)
    assert read(word(body), "预案.docx")[1] == ["1 总则", "2 职责"]


def test_a_word_file_without_pages_is_cut_into_stretches(read):
    long = "各成员单位按照职责分工做好突发事件应对工作。" * 20
    said, pages = read(word("".join(paragraph(long) for _ in range(10))), "预案.docx")
    assert said["division"] == "piece" and len(pages) == 3 == said["pages"]


def test_a_table_gives_a_line_for_each_row(read):
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("风险点位", "村东河沿"))
    _said, pages = read(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('以上。')}"), "预案.docx")
    assert pages == ["风险点位 | 村东河沿\n以上。"]


def test_a_text_box_that_is_written_twice_is_read_once(read):
    chosen = f"<mc:Choice Requires='wps'>{paragraph('指挥部')}</mc:Choice>"
    twice = f"{chosen}<mc:Fallback>{paragraph('指挥部')}</mc:Fallback>"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = f'<w:p><w:r><mc:AlternateContent xmlns:mc="{space}">{twice}</mc:AlternateContent></w:r></w:p>'
    assert "".join(read(word(body), "预案.docx")[1]).count("指挥部") == 1


def test_numbers_that_word_counts_itself_are_read(read):
    level = '<w:lvl w:ilvl="{}"><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "chineseCounting", "", "第%1章")
    levels += level.format(1, "decimal", "<w:isLgl/>", "%1.%2")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    numbering = (
        f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{space}"><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style></w:styles>"
    )
    inner = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    body = "".join((
        paragraph("总则", properties='<w:pStyle w:val="H1"/>'), paragraph("目的", properties=inner),
        paragraph("职责", properties='<w:pStyle w:val="H1"/>'),
    ))  # fmt: skip
    pages = read(word(body, numbering=numbering, styles=styles), "预案.docx")[1]
    assert pages == ["第一章 总则\n1.1 目的\n第二章 职责"]


def test_an_ofd_is_read_by_its_codes(read):
    said, pages = read(ofd("一、总则：为做好突发事件应对工作，制定本预案。"), "预案.ofd")
    assert said["state"] == "read" and pages == ["一、总则：为做好突发事件应对工作，制定本预案。"]


def test_a_photo_is_a_scan(read):
    said, _pages = read(picture(), "第1页.jpg")
    assert said["state"] == "scan" and "无法判断（扫描件）" in said["reason"]


def test_traditional_characters_are_kept_as_they_stand(read):
    said, pages = read(pdf("第一章 總則\n為規範應急處置工作，制定本預案。"), "预案.pdf")
    assert said["state"] == "read" and pages[0].startswith("第一章 總則")
