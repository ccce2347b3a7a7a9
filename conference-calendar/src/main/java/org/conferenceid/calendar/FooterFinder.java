package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.calendar.Finding.Kind;
import org.conferenceid.calendar.IdScan.Evidence;
import org.conferenceid.calendar.IdScan.Occurrence;
import org.conferenceid.invitation.FooterMarks;

/**
 * Finds footers and IDs in a text as people see it: first footers between marks, then footers
 * without marks, then IDs alone.
 */
final class FooterFinder {
  private final KnownIds ids;
  private final Footers footers;

  /**
   * A piece of a text to be replaced by the whole new footer.
   *
   * @param start where it begins
   * @param end where it ends
   * @param language the language of the new footer
   */
  record Block(int start, int end, Locale language) {}

  /**
   * A digit to be replaced by another.
   *
   * @param place where it stands
   * @param digit what takes its place
   */
  record Digit(int place, char digit) {
    @Override
    public String toString() {
      return "Digit[" + place + "]";
    }
  }

  /**
   * What is to be done with a text.
   *
   * @param scan the IDs and numbers in it
   * @param kinds what was found
   * @param blocks footers to be replaced, in their order
   * @param digits digits to be replaced, outside of the blocks
   */
  record Found(IdScan scan, List<Kind> kinds, List<Block> blocks, List<Digit> digits) {}

  FooterFinder(KnownIds ids, Footers footers) {
    this.ids = ids;
    this.footers = footers;
  }

  /**
   * Looks through a text.
   *
   * @param text the text
   * @param whole whether footers are replaced as a whole; otherwise only their digits are
   */
  Found find(String text, boolean whole) {
    return new Search(text, whole).run();
  }

  IdScan scan(String text) {
    return new IdScan(text, ids, footers.numbers());
  }

  /** The digits that take the place of an ID's, in the script of the old ones. */
  List<Digit> replaced(Occurrence occurrence, CharSequence text) {
    List<Digit> digits = new ArrayList<>();
    for (int i = 0; i < KnownIds.LENGTH; i++) {
      int place = occurrence.places().get(i);
      int change = ids.current().charAt(i) - occurrence.digits().charAt(i);
      digits.add(new Digit(place, (char) (text.charAt(place) + change)));
    }
    return digits;
  }

  /** One text. */
  private final class Search {
    private final String text;
    private final boolean whole;
    private final IdScan scan;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Digit> digits = new ArrayList<>();

    private final List<Occurrence> occurrences;

    /** Those about which a footer around them has decided, by their index. */
    private final BitSet settled = new BitSet();

    Search(String text, boolean whole) {
      this.text = text;
      this.whole = whole;
      this.scan = scan(text);
      this.occurrences = scan.occurrences();
    }

    Found run() {
      int start = startMark(0);
      while (start >= 0) {
        int end = endMark(start);
        int next = startMark(start + 1);
        if (end >= 0 && (next < 0 || end <= next)) {
          marked(start, end);
        }
        start = next;
      }
      if (whole && open().anyMatch(FooterFinder::isOld)) {
        withoutMarks();
      }
      open().forEach(this::alone);
      blocks.sort(Comparator.comparingInt(Block::start));
      return new Found(scan, kinds, blocks, digits);
    }

    private Stream<Occurrence> open() {
      return IntStream.range(0, occurrences.size())
          .filter(index -> !settled.get(index))
          .mapToObj(occurrences::get);
    }

    private int startMark(int from) {
      int at = text.indexOf(FooterMarks.START, from);
      while (at >= 0 && (isUnderscore(at - 1) || isUnderscore(at + FooterMarks.START.length()))) {
        at = text.indexOf(FooterMarks.START, at + 1);
      }
      return at;
    }

    /** Where the next mark of an end has its own end, or -1. */
    private int endMark(int from) {
      int at = text.indexOf(FooterMarks.END, from + FooterMarks.START.length());
      while (at >= 0 && isUnderscore(at - 1)) {
        at = text.indexOf(FooterMarks.END, at + 1);
      }
      return at < 0 ? -1 : at + FooterMarks.END.length();
    }

    private boolean isUnderscore(int at) {
      return at >= 0 && at < text.length() && text.charAt(at) == '_';
    }

    private void marked(int start, int end) {
      List<Occurrence> inside = settle(start, end);
      if (inside.isEmpty()) {
        kinds.add(Kind.FOREIGN_FOOTER);
        return;
      }
      boolean old = inside.stream().anyMatch(occurrence -> !occurrence.current());
      Optional<Locale> language = footers.language(text.substring(start, end));
      if (language.isPresent()
          && whole
          && (old || !hasCurrentNumbers(start, end, language.get()))) {
        kinds.add(Kind.MARKED_FOOTER);
        blocks.add(new Block(start, end, language.get()));
      } else if (old) {
        kinds.add(Kind.ID);
        inside.stream().filter(one -> !one.current()).forEach(this::replaceDigits);
      } else {
        kinds.add(Kind.CURRENT);
      }
    }

    private boolean hasCurrentNumbers(int start, int end, Locale language) {
      return footers.hasCurrentNumbers(NumberRun.in(text.substring(start, end)), language);
    }

    /** The index of the first occurrence that does not begin before a place. */
    private int indexFrom(int place) {
      int low = 0;
      int high = occurrences.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (occurrences.get(middle).start() < place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private List<Occurrence> settle(int start, int end) {
      int from = indexFrom(start);
      int to = indexFrom(end);
      settled.set(from, to);
      return occurrences.subList(from, to);
    }

    private void replaceDigits(Occurrence occurrence) {
      digits.addAll(replaced(occurrence, text));
    }

    /** Whole footers, word for word, in any language: with the old ID's digits as the new one's. */
    private void withoutMarks() {
      char[] current = text.toCharArray();
      open()
          .filter(FooterFinder::isOld)
          .flatMap(occurrence -> replaced(occurrence, text).stream())
          .forEach(digit -> current[digit.place()] = digit.digit());
      SingleSpaced spaced = new SingleSpaced(current);
      for (Locale language : footers.languages()) {
        for (String footer : footers.texts(language)) {
          int at = spaced.text().indexOf(footer);
          while (at >= 0) {
            int end = at + footer.length();
            exact(spaced.place(at), spaced.place(end - 1) + 1, language);
            at = spaced.text().indexOf(footer, end);
          }
        }
      }
    }

    private void exact(int start, int end, Locale language) {
      int from = indexFrom(start);
      int to = indexFrom(end);
      boolean free = settled.get(from, to).isEmpty();
      boolean old = occurrences.subList(from, to).stream().anyMatch(FooterFinder::isOld);
      if (free && old && !isWordAt(start - 1) && !isWordAt(end)) {
        settled.set(from, to);
        kinds.add(Kind.EXACT_FOOTER);
        blocks.add(new Block(start, end, language));
      }
    }

    private boolean isWordAt(int place) {
      return place >= 0
          && place < text.length()
          && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '/');
    }

    private void alone(Occurrence occurrence) {
      if (occurrence.current()) {
        if (occurrence.evidence() != Evidence.NONE) {
          kinds.add(Kind.CURRENT);
        }
      } else if (occurrence.evidence() == Evidence.NONE) {
        kinds.add(Kind.ID_ALONE);
      } else {
        kinds.add(occurrence.evidence() == Evidence.DIALLED ? Kind.DIAL_LINK : Kind.ID);
        replaceDigits(occurrence);
      }
    }
  }

  private static boolean isOld(Occurrence occurrence) {
    return !occurrence.current() && occurrence.evidence() != Evidence.NONE;
  }

  /** A text with a single space for all white space, and where each character stood. */
  private static final class SingleSpaced {
    private final StringBuilder text = new StringBuilder();
    private final int[] places;

    SingleSpaced(char[] source) {
      places = new int[source.length];
      boolean space = false;
      for (int i = 0; i < source.length; i++) {
        boolean isSpace = Character.isWhitespace(source[i]);
        if (!isSpace || !space) {
          places[text.length()] = i;
          text.append(isSpace ? ' ' : source[i]);
        }
        space = isSpace;
      }
    }

    StringBuilder text() {
      return text;
    }

    int place(int index) {
      return places[index];
    }
  }
}
