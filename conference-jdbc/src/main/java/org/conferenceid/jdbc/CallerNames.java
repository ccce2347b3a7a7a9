package org.conferenceid.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.conferenceid.Caller;
import org.conferenceid.UserId;

/**
 * The names under which callers stand in the table. A name is a keyed hash of the number, and the
 * number encrypted with that hash as its initialization vector (the construction of RFC 5297, with
 * HMAC-SHA256): so equal callers have one name, and whoever has the key can read the number again.
 */
final class CallerNames {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH = 16;

  /** The longest number has a plus sign and 15 digits. */
  private static final int NUMBER = 16;

  private static final char ATTESTED = 'A';
  private static final char PRESENTED = 'P';

  private final SecretKeySpec hashing;
  private final SecretKeySpec encrypting;
  private final SecretKeySpec organizers;

  CallerNames(byte[] secret) {
    SecretKeySpec key = new SecretKeySpec(secret, HMAC);
    this.hashing = new SecretKeySpec(hmac(key, "hash of a number"), HMAC);
    this.encrypting =
        new SecretKeySpec(Arrays.copyOf(hmac(key, "encryption of a number"), HASH), "AES");
    this.organizers = new SecretKeySpec(hmac(key, "hash of an organizer"), HMAC);
  }

  /** Returns the name of a caller who has a number. */
  String of(Caller caller) {
    byte[] text = text(caller).getBytes(StandardCharsets.US_ASCII);
    byte[] hash = hash(text);
    byte[] hidden = crypt(Cipher.ENCRYPT_MODE, hash, text);
    byte[] name = ByteBuffer.allocate(hash.length + hidden.length).put(hash).put(hidden).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  /** All are of one length, so that names do not tell how long a number is. */
  private static String text(Caller caller) {
    String number = caller.number().orElseThrow();
    return (caller.isAttested() ? ATTESTED : PRESENTED)
        + number
        + " ".repeat(NUMBER - number.length());
  }

  /** Returns the caller of a name; empty if it was made with another key. */
  Optional<Caller> caller(String name) {
    byte[] bytes = Base64.getUrlDecoder().decode(name);
    if (bytes.length != HASH + 1 + NUMBER) {
      return Optional.empty();
    }
    byte[] hash = Arrays.copyOf(bytes, HASH);
    byte[] text = crypt(Cipher.DECRYPT_MODE, hash, Arrays.copyOfRange(bytes, HASH, bytes.length));
    if (!Arrays.equals(hash, hash(text))) {
      return Optional.empty();
    }
    String number = new String(text, 1, NUMBER, StandardCharsets.US_ASCII).strip();
    return Optional.of(text[0] == ATTESTED ? Caller.attested(number) : Caller.of(number));
  }

  /** Returns the name of an organizer, for callers of one kind: those of the other are apart. */
  String of(UserId organizer, boolean attested) {
    byte[] hash = hmac(organizers, (attested ? ATTESTED : PRESENTED) + organizer.value());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] hash(byte[] text) {
    return Arrays.copyOf(hmac(hashing, text), HASH);
  }

  private byte[] crypt(int mode, byte[] hash, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, encrypting, new IvParameterSpec(hash));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    return hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
