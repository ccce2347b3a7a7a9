package org.conferenceid.spring.console.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;

/**
 * Names users and searches in links without saying who or what: a key may be an address, and links
 * stand in histories, logs and proxies. The same text has the same reference, so links can be kept.
 * Immutable, and safe for use by any number of threads.
 *
 * <p>A reference is the text under AES in counter mode. Its initial counter is a keyed digest of
 * the text (a synthetic IV, after RFC 5297), which is checked when it is read: nobody makes one
 * without the secret.
 *
 * @since 0.1.0
 */
public final class References {
  private static final String DIGEST = "HmacSHA256";
  private static final int DIGEST_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int MAX_LENGTH = 4_000;

  private final SecretKeySpec digestKey;
  private final SecretKeySpec cipherKey;

  private References(byte[] secret) {
    SecretKeySpec root = new SecretKeySpec(secret, DIGEST);
    this.digestKey = new SecretKeySpec(digest(root, "digest"), DIGEST);
    this.cipherKey = new SecretKeySpec(digest(root, "cipher"), "AES");
  }

  /**
   * Makes references that every node with the same secret can read.
   *
   * @param secret a text that nobody guesses
   * @return the references
   */
  public static References ofSecret(String secret) {
    return new References(secret.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes references that nobody else can read, and that end with this object.
   *
   * @param random where the secret comes from
   * @return the references
   */
  public static References random(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new References(secret);
  }

  /**
   * Returns a user's reference.
   *
   * @param user the user
   * @return letters, digits, {@code -} and {@code _}
   */
  public String of(UserId user) {
    return of(Kind.USER, user.value());
  }

  /**
   * Reads a user's reference.
   *
   * @param reference what a link holds
   * @return the user
   * @throws UnknownReferenceException if it was not made with this secret
   */
  public UserId user(String reference) {
    try {
      return UserId.of(text(Kind.USER, reference).orElseThrow(UnknownReferenceException::new));
    } catch (InvalidValueException noKey) {
      throw new UnknownReferenceException();
    }
  }

  /** What a reference stands for. One kind is never read as another. */
  public enum Kind {
    /** A user's key. */
    USER,
    /** What somebody looked for. */
    SEARCH,
    /** What somebody looked for in the audit. */
    FILTER,
    /** What a run over many users does. */
    RUN,
    /** A caller's number. */
    CALLER
  }

  /**
   * Returns the reference of a text.
   *
   * @param kind what it is
   * @param text the text
   * @return letters, digits, {@code -} and {@code _}
   */
  public String of(Kind kind, String text) {
    Objects.requireNonNull(kind, "kind");
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] counter = Arrays.copyOf(digest(digestKey, kind + ":" + text), DIGEST_BYTES);
    byte[] hidden = crypt(Cipher.ENCRYPT_MODE, counter, plain);
    byte[] all = Arrays.copyOf(counter, DIGEST_BYTES + hidden.length);
    System.arraycopy(hidden, 0, all, DIGEST_BYTES, hidden.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * Reads a reference.
   *
   * @param kind what it must be
   * @param reference what a link holds
   * @return the text; empty if it was not made of this kind with this secret
   */
  public Optional<String> text(Kind kind, String reference) {
    if (reference.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(reference);
    } catch (IllegalArgumentException noReference) {
      return Optional.empty();
    }
    if (all.length < DIGEST_BYTES) {
      return Optional.empty();
    }
    byte[] counter = Arrays.copyOf(all, DIGEST_BYTES);
    byte[] plain =
        crypt(Cipher.DECRYPT_MODE, counter, Arrays.copyOfRange(all, DIGEST_BYTES, all.length));
    String text = new String(plain, StandardCharsets.UTF_8);
    byte[] expected = Arrays.copyOf(digest(digestKey, kind + ":" + text), DIGEST_BYTES);
    return MessageDigest.isEqual(expected, counter) ? Optional.of(text) : Optional.empty();
  }

  private static byte[] digest(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] crypt(int mode, byte[] counter, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, cipherKey, new IvParameterSpec(counter));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
