package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The organizer's IDs and dial-in numbers in a text. */
final class IdScan {
  /** How far from a dial-in number an ID may stand, in characters. */
  private static final int BESIDE = 300;

  private static final Set<List<Integer>> DATES = Set.of(List.of(4, 2, 2), List.of(2, 2, 4));

  private static final int MAX_PAUSES = 16;
  private static final Pattern PAUSES =
      Pattern.compile(
          "(?:;(?:postd|ext|isub)=)?[,;pwx ]*[,;pwx=][,;pwx ]*", Pattern.CASE_INSENSITIVE);

  /** What stands in addresses, in which an ID of ours never does. */
  private static final Pattern ADDRESS =
      Pattern.compile("://|www\\.|mailto:|sips?:|callto:|skype:", Pattern.CASE_INSENSITIVE);

  private static final int MAX_ADDRESS = 2000;

  private final String text;
  private final KnownIds ids;
  private final OwnNumbers numbers;
  private final List<NumberRun> runs;

  /** Telephone numbers, of ours and of others, in their order. */
  private final List<NumberRun> phones = new ArrayList<>();

  private final List<Occurrence> occurrences = new ArrayList<>();

  /** How sure it is that digits are an ID. */
  enum Evidence {
    /** Behind a dial-in number and pauses. */
    DIALLED,
    /** Not far from a dial-in number, and no other number between. */
    BESIDE,
    /** Nothing: it may be another number. */
    NONE
  }

  /**
   * Digits that are an ID of the organizer, or look like one.
   *
   * @param places where each of the digits stands
   * @param digits the digits
   * @param current whether it is the ID that works
   * @param evidence how sure it is
   */
  record Occurrence(List<Integer> places, String digits, boolean current, Evidence evidence) {
    int start() {
      return places.get(0);
    }

    int end() {
      return places.get(places.size() - 1) + 1;
    }

    @Override
    public String toString() {
      return "Occurrence[" + start() + "-" + end() + ", " + evidence + "]";
    }
  }

  IdScan(String text, KnownIds ids, OwnNumbers numbers) {
    this.text = text;
    this.ids = ids;
    this.numbers = numbers;
    this.runs = NumberRun.in(text);
    for (NumberRun run : runs) {
      if (isOwn(run) || isPhone(run)) {
        phones.add(run);
      }
    }
    NumberRun before = null;
    for (NumberRun run : runs) {
      if (ids.contains(KnownIds.tail(run)) && !isPartOfNumber(run) && !isInAddress(run.start())) {
        add(run, before);
      }
      before = run;
    }
  }

  private boolean isInAddress(int place) {
    int start = place;
    while (start > 0 && place - start < MAX_ADDRESS && !endsAddress(text.charAt(start - 1))) {
      start--;
    }
    return ADDRESS.matcher(text).region(start, place).find();
  }

  private static boolean endsAddress(char c) {
    return Character.isWhitespace(c) || "<>\"".indexOf(c) >= 0;
  }

  /** Whether the text has a number and an ID with nothing but a space or a bracket between. */
  private boolean isNumberAndId(NumberRun run) {
    int length = run.digits().length() - KnownIds.LENGTH;
    return length > 0
        && numbers.contains(run.digits().substring(0, length))
        && ids.contains(KnownIds.tail(run));
  }

  private boolean isOwn(NumberRun run) {
    return numbers.contains(run.digits()) || isNumberAndId(run);
  }

  /** Whether it looks like a telephone number, and not like a date. */
  private static boolean isPhone(NumberRun run) {
    return run.plus() || (run.digits().length() > KnownIds.LENGTH && !DATES.contains(run.groups()));
  }

  /** Whether the ID's digits are the end of another number, or not a group of their own. */
  private boolean isPartOfNumber(NumberRun run) {
    boolean postcode = run.start() > 0 && text.charAt(run.start() - 1) == '\u3012';
    if (run.digits().length() == KnownIds.LENGTH) {
      return run.plus() || postcode;
    }
    int digits = 0;
    for (int group = run.groups().size() - 1; group >= 0 && digits < KnownIds.LENGTH; group--) {
      digits += run.groups().get(group);
    }
    return digits != KnownIds.LENGTH || (run.plus() && !isNumberAndId(run));
  }

  private void add(NumberRun run, @Nullable NumberRun before) {
    String digits = KnownIds.tail(run);
    int first = run.places().size() - KnownIds.LENGTH;
    occurrences.add(
        new Occurrence(
            run.places().subList(first, run.places().size()),
            digits,
            digits.equals(ids.current()),
            evidence(run, before)));
  }

  private Evidence evidence(NumberRun run, @Nullable NumberRun before) {
    boolean alone = run.digits().length() == KnownIds.LENGTH;
    if (!isFreeBehind(run) || (!alone && !isNumberAndId(run))) {
      return Evidence.NONE;
    }
    if (before != null && alone && numbers.contains(before.digits()) && isPause(before, run)) {
      return Evidence.DIALLED;
    }
    return isFreeBefore(run) && !isAmount(run) && isBesideNumber(run.start())
        ? Evidence.BESIDE
        : Evidence.NONE;
  }

  private boolean isPause(NumberRun number, NumberRun id) {
    int length = id.start() - number.end();
    return length > 0
        && length <= MAX_PAUSES
        && PAUSES.matcher(text).region(/* start= */ number.end(), /* end= */ id.start()).matches();
  }

  private boolean isFreeBefore(NumberRun run) {
    if (run.start() == 0) {
      return true;
    }
    char c = text.charAt(run.start() - 1);
    return !isLetter(c)
        && "@_%".indexOf(c) < 0
        && Character.getType(c) != Character.CURRENCY_SYMBOL;
  }

  private boolean isFreeBehind(NumberRun run) {
    if (run.end() == text.length()) {
      return true;
    }
    char c = text.charAt(run.end());
    return !isLetter(c)
        && "@_".indexOf(c) < 0
        && (c != '%' || text.startsWith("%23", run.end()))
        && Character.getType(c) != Character.CURRENCY_SYMBOL;
  }

  /** Whether a letter makes a word of what it touches; ideographs touch everything. */
  private static boolean isLetter(char c) {
    return Character.isLetter(c)
        && switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> false;
          default -> true;
        };
  }

  /** Whether it is written as an amount is, such as {@code 4.839.201}. */
  private boolean isAmount(NumberRun run) {
    boolean keyed = run.end() < text.length() && text.charAt(run.end()) == '#';
    return !keyed && run.groups().equals(List.of(1, 3, 3));
  }

  List<NumberRun> runs() {
    return runs;
  }

  List<Occurrence> occurrences() {
    return occurrences;
  }

  /**
   * Whether the telephone number that stands before a place is a dial-in number and not far; if
   * none stands before, the one behind it.
   */
  boolean isBesideNumber(int place) {
    int low = 0;
    int high = phones.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (phones.get(middle).end() <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean before = low > 0 && place - phones.get(low - 1).end() <= BESIDE;
    if (before) {
      return isOwn(phones.get(low - 1));
    }
    return low < phones.size()
        && phones.get(low).start() - place <= BESIDE
        && isOwn(phones.get(low));
  }
}
