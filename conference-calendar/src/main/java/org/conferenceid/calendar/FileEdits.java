package org.conferenceid.calendar;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of whole content lines; every other byte of the file stays. */
final class FileEdits {
  private final List<Change> changes = new ArrayList<>();

  private static final class Change {
    private final int start;
    private final int end;
    private final byte[] bytes;

    Change(int start, int end, byte[] bytes) {
      this.start = start;
      this.end = end;
      this.bytes = bytes;
    }
  }

  /** Gives a line another text. */
  void replace(ContentLine line, String text) {
    changes.add(new Change(line.start(), line.end(), line.with(text)));
  }

  /** Takes a line away. */
  void remove(ContentLine line) {
    changes.add(new Change(line.start(), line.end(), new byte[0]));
  }

  /** Puts another line behind a line; several in the order in which they are told. */
  void insertBehind(ContentLine line, String text) {
    changes.add(new Change(line.end(), line.end(), line.another(text)));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  byte[] apply(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + file.length / 16);
    int done = 0;
    changes.sort(
        Comparator.<Change>comparingInt(change -> change.start)
            .thenComparingInt(change -> change.end));
    for (Change change : changes) {
      out.write(file, done, change.start - done);
      out.writeBytes(change.bytes);
      done = change.end;
    }
    out.write(file, done, file.length - done);
    return out.toByteArray();
  }
}
