package org.conferenceid.calendar;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Which tags of an HTML text belong together, so that a piece of it can be replaced and what is
 * around it stays in its elements.
 */
final class HtmlElements {
  private static final int NONE = -1;
  private static final Set<String> VOID =
      Set.of("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr");

  /** How far up an end tag looks for its element, where others are not closed. */
  private static final int MAX_UP = 16;

  private final CharSequence source;
  private final List<Tag> tags;
  private final int[] partners;

  HtmlElements(CharSequence source, List<Tag> tags) {
    this.source = source;
    this.tags = tags;
    this.partners = new int[tags.size()];
    Arrays.fill(partners, NONE);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tags.size(); i++) {
      if (!tags.get(i).closes() && !VOID.contains(tags.get(i).name())) {
        open.push(i);
      } else if (tags.get(i).closes()) {
        close(i, open);
      }
    }
  }

  private void close(int closing, Deque<Integer> open) {
    Iterator<Integer> up = open.iterator();
    for (int depth = 0; depth < MAX_UP && up.hasNext(); depth++) {
      int opening = up.next();
      if (tags.get(opening).name().equals(tags.get(closing).name())) {
        partners[opening] = closing;
        partners[closing] = opening;
        while (open.pop() != opening) {
          // left open by whoever wrote it
        }
        return;
      }
    }
  }

  /**
   * Replaces a piece by a whole element. Elements that begin or end with the piece are replaced
   * with it; of those that begin or end within it, the tags stay.
   */
  Edit replace(int start, int end, String html) {
    int from = firstTagFrom(start);
    int to = firstTagFrom(end);
    int first = start;
    int last = end;
    boolean wrapped = false;
    while (true) {
      boolean before = from > 0 && isBlank(tags.get(from - 1).end(), first);
      boolean behind = to < tags.size() && isBlank(last, tags.get(to).start());
      if (before && isWithin(partners[from - 1], from, to) && !tags.get(from - 1).closes()) {
        first = tags.get(--from).start();
      } else if (behind && isWithin(partners[to], from, to) && tags.get(to).closes()) {
        last = tags.get(to++).end();
      } else if (behind && partners[to] == to + 1 && tags.get(to).name().equals("o:p")) {
        last = tags.get(to + 1).end();
        to += 2;
      } else if (before && behind && !wrapped && partners[to] == from - 1 && isOurs(from - 1)) {
        first = tags.get(--from).start();
        last = tags.get(to++).end();
        wrapped = true;
      } else {
        return new Edit(first, last, closing(from, to) + html + opening(from, to));
      }
    }
  }

  /** Whether it is the element around a footer, with the language and nothing else said of it. */
  private boolean isOurs(int opening) {
    Tag tag = tags.get(opening);
    String text = source.subSequence(tag.start(), tag.end()).toString();
    return tag.name().equals("div") && text.contains("lang=") && !text.contains("class=");
  }

  private int firstTagFrom(int place) {
    int low = 0;
    int high = tags.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tags.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isWithin(int index, int from, int to) {
    return index >= from && index < to;
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(source.charAt(i))) {
        return false;
      }
    }
    return from <= to;
  }

  /** The end tags within, of elements that begin before. */
  private String closing(int from, int to) {
    StringBuilder kept = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (partners[i] != NONE && partners[i] < from) {
        kept.append(source, tags.get(i).start(), tags.get(i).end());
      }
    }
    return kept.toString();
  }

  /** The start tags within, of elements that end behind. */
  private String opening(int from, int to) {
    StringBuilder kept = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (partners[i] >= to) {
        kept.append(source, tags.get(i).start(), tags.get(i).end());
      }
    }
    return kept.toString();
  }
}
