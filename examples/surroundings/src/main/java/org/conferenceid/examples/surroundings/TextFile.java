package org.conferenceid.examples.surroundings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files as administrators have them. */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /**
   * Opens a file in UTF-8, after the mark that spreadsheets put before it.
   *
   * @param file the file
   * @return its text; reading what is no UTF-8 throws, so that no name is mutilated unseen
   * @throws IOException if it cannot be read
   */
  public static BufferedReader open(Path file) throws IOException {
    return open(Files.newInputStream(file));
  }

  /**
   * Opens a stream, as {@link #open(Path)} does a file.
   *
   * @param stream the bytes; closed with the text
   * @return its text
   * @throws IOException if it cannot be read
   */
  public static BufferedReader open(InputStream stream) throws IOException {
    BufferedReader content =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()));
    try {
      content.mark(1);
      if (content.read() != BYTE_ORDER_MARK) {
        content.reset();
      }
      return content;
    } catch (IOException e) {
      content.close();
      throw e;
    }
  }
}
