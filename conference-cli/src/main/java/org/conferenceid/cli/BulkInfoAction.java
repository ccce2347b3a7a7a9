package org.conferenceid.cli;

import org.conferenceid.UserId;
import org.conferenceid.bulk.BulkInfo;

/** Queues an e-mail for everyone who is enabled, or for the users of a list. */
abstract class BulkInfoAction extends BulkAction<BulkInfo> {
  BulkInfoAction(ConferenceIds program) {
    super(program, new BulkWatch.Words("queued", "would queue"));
  }

  @Override
  final BulkInfo everyone(String key) {
    return BulkInfo.everyone(key);
  }

  @Override
  final BulkInfo of(String key, Iterable<UserId> list) {
    return BulkInfo.of(key, list);
  }
}
