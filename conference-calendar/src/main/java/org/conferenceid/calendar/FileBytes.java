package org.conferenceid.calendar;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file in an encoding in which line ends and names are ASCII. A file in UTF-16 is worked on in
 * UTF-8, and given back in UTF-16. What is not UTF-8 is taken for ISO 8859-1, in which every byte
 * is a character: so no byte is lost.
 */
final class FileBytes {
  private static final int CHUNK = 8192;

  private final byte[] bytes;
  private final Charset charset;
  private final Optional<Charset> wide;

  private FileBytes(byte[] bytes, Charset charset, Optional<Charset> wide) {
    this.bytes = bytes;
    this.charset = charset;
    this.wide = wide;
  }

  /** Reads the file; empty if it is broken UTF-16. */
  static Optional<FileBytes> of(byte[] file) {
    Optional<Charset> wide = wide(file);
    if (wide.isEmpty()) {
      Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      return Optional.of(new FileBytes(file, charset, wide));
    }
    try {
      CharBuffer text = wide.get().newDecoder().decode(ByteBuffer.wrap(file));
      byte[] narrow = bytes(StandardCharsets.UTF_8.newEncoder().encode(text));
      return Optional.of(new FileBytes(narrow, StandardCharsets.UTF_8, wide));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The file's bytes, or those of its text in UTF-8 if it came in UTF-16. */
  byte[] bytes() {
    return bytes;
  }

  /** The encoding of {@link #bytes}. */
  Charset charset() {
    return charset;
  }

  /** Returns bytes of this file's kind in the file's own encoding. */
  byte[] inFilesEncoding(byte[] updated) {
    return wide.map(encoding -> new String(updated, charset).getBytes(encoding)).orElse(updated);
  }

  /** The encoding of UTF-16, by the mark at the beginning or by the first letter. */
  private static Optional<Charset> wide(byte[] file) {
    if (file.length < 2) {
      return Optional.empty();
    }
    int first = ((file[0] & 0xff) << Byte.SIZE) | (file[1] & 0xff);
    return switch (first) {
      case 0xFEFF, 'B', 'b' -> Optional.of(StandardCharsets.UTF_16BE);
      case 0xFFFE, 'B' << Byte.SIZE, 'b' << Byte.SIZE -> Optional.of(StandardCharsets.UTF_16LE);
      default -> Optional.empty();
    };
  }

  /** Whether the text is UTF-8 once it is unfolded: a fold may stand within a character. */
  private static boolean isUtf8(byte[] file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(ContentLine.unfolded(file, 0, file.length));
    CharBuffer out = CharBuffer.allocate(CHUNK);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, /* endOfInput= */ true);
    } while (result.isOverflow());
    return !result.isError();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    return Arrays.copyOfRange(buffer.array(), buffer.arrayOffset(), buffer.limit());
  }
}
