package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.calendar.Finding.Kind;
import org.conferenceid.calendar.FooterFinder.Block;
import org.conferenceid.calendar.FooterFinder.Found;
import org.conferenceid.calendar.IdScan.Evidence;
import org.conferenceid.calendar.IdScan.Occurrence;

/**
 * What is to be changed in one text, plain or HTML.
 *
 * @param kinds what was found
 * @param edits what is changed in the text
 */
record TextUpdate(List<Kind> kinds, List<Edit> edits) {
  /** Tags by which HTML is known where its type is not told, as in some descriptions. */
  private static final Pattern HTML =
      Pattern.compile(
          "</?(?:a|b|body|br|div|em|font|html|i|li|ol|p|pre|span|strong|table|u|ul)(?:\\s[^<>]{0,200})?/?>",
          Pattern.CASE_INSENSITIVE);

  static boolean isHtml(CharSequence text) {
    return HTML.matcher(text).find();
  }

  /** Looks through plain text. */
  static TextUpdate plain(String text, FooterFinder finder, Footers footers, boolean whole) {
    VisibleText visible = VisibleText.plain(text);
    Found found = finder.find(visible.text(), whole);
    List<Edit> edits = digits(found, visible);
    for (Block block : found.blocks()) {
      edits.add(
          new Edit(
              visible.sourceStart(block.start()),
              visible.sourceEnd(block.end() - 1),
              footers.text(block.language())));
    }
    return new TextUpdate(found.kinds(), edits);
  }

  /** Looks through HTML: what people see, and the links that dial. */
  static TextUpdate html(String text, FooterFinder finder, Footers footers, boolean whole) {
    HtmlText html = HtmlText.of(text);
    VisibleText visible = html.visible();
    Found found = finder.find(visible.text(), whole);
    List<Edit> edits = digits(found, visible);
    List<Kind> kinds = new ArrayList<>(found.kinds());
    List<Edit> blocks = new ArrayList<>();
    if (!found.blocks().isEmpty()) {
      HtmlElements elements = new HtmlElements(text, html.tags());
      int done = 0;
      for (Block block : found.blocks()) {
        int start = Math.max(done, visible.sourceStart(block.start()));
        int end = visible.sourceEnd(block.end() - 1);
        Edit edit = elements.replace(start, end, html(text, start, end, block, footers));
        blocks.add(edit);
        done = edit.end();
      }
    }
    int next = 0;
    for (HtmlText.Link link : html.links()) {
      while (next < blocks.size() && blocks.get(next).end() <= link.start()) {
        next++;
      }
      if (next == blocks.size() || blocks.get(next).start() > link.start()) {
        boolean beside = found.scan().isBesideNumber(link.visibleAt());
        TextUpdate update = link(VisibleText.link(text, link.start(), link.end()), beside, finder);
        kinds.addAll(update.kinds);
        edits.addAll(update.edits);
      }
    }
    edits.addAll(blocks);
    return new TextUpdate(kinds, edits);
  }

  /** The new footer in lines if the old one is: some programs show the line ends of the source. */
  private static String html(String text, int start, int end, Block block, Footers footers) {
    String html = footers.html(block.language());
    return text.substring(start, end).contains("\n") ? html : html.replace("\n", "");
  }

  /** Whether IDs were left alone that may stand beside the numbers of a new footer. */
  boolean mayLeadToMore() {
    return kinds.contains(Kind.ID_ALONE) && !edits.isEmpty();
  }

  /**
   * Adds what is to be changed once more, in the text that these edits make.
   *
   * @param later what was found there
   */
  TextUpdate and(TextUpdate later) {
    Optional<List<Edit>> more = Edit.before(edits, later.edits);
    if (more.isEmpty()) {
      return this;
    }
    List<Kind> all = new ArrayList<>(kinds);
    later.kinds.stream()
        .filter(Kind::isReplaced)
        .forEach(
            kind -> {
              all.remove(Kind.ID_ALONE);
              all.add(kind);
            });
    return new TextUpdate(all, Stream.concat(edits.stream(), more.get().stream()).toList());
  }

  /** Looks at a URI that perhaps dials. */
  static TextUpdate uri(String uri, FooterFinder finder) {
    return uri.regionMatches(true, 0, "tel:", 0, 4)
        ? link(VisibleText.link(uri, 0, uri.length()), /* beside= */ false, finder)
        : new TextUpdate(List.of(), List.of());
  }

  private static TextUpdate link(VisibleText link, boolean beside, FooterFinder finder) {
    List<Kind> kinds = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    for (Occurrence occurrence : finder.scan(link.text()).occurrences()) {
      boolean dialled = occurrence.evidence() != Evidence.NONE;
      if (!dialled && !beside) {
        kinds.add(Kind.ID_ALONE);
      } else if (occurrence.current()) {
        kinds.add(Kind.CURRENT);
      } else {
        kinds.add(dialled ? Kind.DIAL_LINK : Kind.ID);
        edits.addAll(digits(finder.replaced(occurrence, link.text()), link));
      }
    }
    return new TextUpdate(kinds, edits);
  }

  private static List<Edit> digits(Found found, VisibleText visible) {
    return digits(found.digits(), visible);
  }

  private static List<Edit> digits(List<FooterFinder.Digit> digits, VisibleText visible) {
    List<Edit> edits = new ArrayList<>();
    for (FooterFinder.Digit digit : digits) {
      int start = visible.sourceStart(digit.place());
      int end = visible.sourceEnd(digit.place());
      edits.add(new Edit(start, end, String.valueOf(digit.digit())));
    }
    return edits;
  }
}
