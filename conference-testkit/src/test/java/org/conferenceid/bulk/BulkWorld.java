package org.conferenceid.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.World;

/** A world in which many users are reset. */
abstract class BulkWorld extends World {
  static final String RUN = "leak-2026-11";
  final List<BulkResult> results = new ArrayList<>();

  List<UserId> enable(int many) {
    List<UserId> users = users(many);
    users.forEach(conferencing.administration()::enable);
    return users;
  }

  static List<UserId> users(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> UserId.of(String.format(Locale.ROOT, "user%04d", i)))
        .toList();
  }

  BulkReport run(BulkReset request) {
    results.clear();
    return conferencing.administration().bulkResets().reset(request, results::add);
  }

  Map<UserId, ConferenceId> present() {
    Map<UserId, ConferenceId> present = new HashMap<>();
    conferencing
        .administration()
        .organizers()
        .forEach(organizer -> present.put(organizer.user(), organizer.id().orElseThrow()));
    return present;
  }

  static BulkReport report(long done, long unchanged, long notEnabled, long failed) {
    return new BulkReport(done, unchanged, notEnabled, failed, false);
  }
}
