package org.conferenceid.examples.support;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    BufferedInputStream bytes = new BufferedInputStream(stream);
    BufferedReader content =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    try {
      refuseUtf16(bytes);
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

  /**
   * Tells why a file could not be read.
   *
   * @param thrown what reading it threw
   * @return the reason, for whoever gave the file
   */
  public static String reason(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return "it is not in UTF-8, save it in UTF-8";
      }
    }
    if (thrown instanceof NoSuchFileException) {
      return "it is not there";
    }
    return thrown instanceof IOException && thrown.getMessage() != null
        ? thrown.getMessage()
        : thrown.toString();
  }

  /** Spreadsheets write it as "Unicode text", with a mark of two bytes before it. */
  private static void refuseUtf16(BufferedInputStream bytes) throws IOException {
    bytes.mark(2);
    int mark = bytes.read() << Byte.SIZE | bytes.read();
    bytes.reset();
    if (mark == 0xFEFF || mark == 0xFFFE) {
      throw new IOException("it is in UTF-16, save it in UTF-8");
    }
  }
}
