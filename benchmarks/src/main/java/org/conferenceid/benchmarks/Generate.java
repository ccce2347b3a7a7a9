package org.conferenceid.benchmarks;

import com.aventrix.jnanoid.jnanoid.NanoIdUtils;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.RandomBasedGenerator;
import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidFactory;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.RandomStringUtils;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sqids.Sqids;

/** Making one unpredictable ID. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Generate implements org.conferenceid.benchmarks.Benchmark {
  private static final String UUID_OF_JDK = "UUID.randomUUID";
  private static final char[] DIGITS = "0123456789".toCharArray();

  private final ConferenceIdGenerator conferenceIds = ConferenceIdGenerator.secure();
  private final RandomBasedGenerator uuids = Generators.randomBasedGenerator();
  private final SecureRandom random = new SecureRandom();
  private final RandomStringUtils strings = RandomStringUtils.secure();
  private final TsidFactory tsids = TsidFactory.builder().withRandom(random).build();
  private final Sqids sqids = Sqids.builder().minLength(7).build();

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String title() {
    return "Making one unpredictable ID";
  }

  @Override
  public String about() {
    return """
    `ConferenceIdGenerator.secure()`, which draws from the JDK's own `DRBG`, against what else makes an ID that nobody can
    guess. jnanoid and commons-lang3 make seven digits, as this library does; the first may be 0, and guessable patterns
    are not left out. A TSID is a time and a random part. sqids encodes a number, which has to be drawn first.""";
  }

  @Override
  public String limits() {
    return """
    the JDK's generator, which serves one thread at a time.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(UUID_OF_JDK);
    Map<String, String> contenders =
        Map.of(
            "conferenceId", ResultTable.OWN,
            "randomUuid", UUID_OF_JDK,
            "javaUuidGenerator", "java-uuid-generator, random",
            "jnanoid", "jnanoid, 7 digits",
            "commonsLang", "commons-lang3, 7 digits",
            "tsidCreator", "tsid-creator",
            "sqids", "sqids");
    Jmh jmh = new Jmh(Generate.class, scale, contenders);
    jmh.run(table, 1, "1 thread");
    jmh.run(table, 2, "2 threads");
  }

  /** This library. */
  @Benchmark
  public ConferenceId conferenceId() {
    return conferenceIds.next();
  }

  /** The JDK's. */
  @Benchmark
  public UUID randomUuid() {
    return UUID.randomUUID();
  }

  /** java-uuid-generator, version 4. */
  @Benchmark
  public UUID javaUuidGenerator() {
    return uuids.generate();
  }

  /** jnanoid, seven digits. */
  @Benchmark
  public String jnanoid() {
    return NanoIdUtils.randomNanoId(NanoIdUtils.DEFAULT_NUMBER_GENERATOR, DIGITS, 7);
  }

  /** commons-lang3, seven digits. */
  @Benchmark
  public String commonsLang() {
    return strings.nextNumeric(7);
  }

  /** tsid-creator: a time and a random counter. */
  @Benchmark
  public Tsid tsidCreator() {
    return tsids.create();
  }

  /** sqids of a secure random number: encoding alone would be predictable. */
  @Benchmark
  public String sqids() {
    return sqids.encode(List.of((long) random.nextInt(9_000_000)));
  }
}
