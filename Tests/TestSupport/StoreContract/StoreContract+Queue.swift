internal import Directory
internal import Dispatch
internal import Locking
internal import Synchronization
internal import Testing

extension StoreContract {
  private static func save(_ number: Int, _ editor: RecordEditor) throws(DirectoryError) {
    let county = ContractDirectory.county("c-\(number)")
    try editor.save(StoredRecord(.county(county), .published), by: Trial.author)
  }

  static let queue = [
    StoreContract("of edits that wait together each is kept or not by itself, and a body runs at most twice")
    {
      trial throws in
      let runs = Guarded<[Int: Int]>([:])
      let outcomes = Outcomes<Int>()
      trial.whileBusy {
        for number in 0..<30 {
          outcomes.start(number, in: trial.store) { editor throws(DirectoryError) in
            runs.withLock { $0[number, default: 0] += 1 }
            try save(number, editor)
            if number % 3 == 1 { throw .noSuchImport(Int64(number)) }
            return EditResult(number, keeps: number % 3 == 0)
          }
        }
      }
      let results = outcomes.all()
      for number in 0..<30 {
        #expect(
          results[number] == (number % 3 == 1 ? .failure(.noSuchImport(Int64(number))) : .success(number)))
      }
      #expect(runs.withLock { $0.values.allSatisfy { 1...2 ~= $0 } })
      let kept = stride(from: 0, to: 30, by: 3).map { "c-\($0)" }
      #expect(try trial.reader().changes(since: 0, limit: 100).map(\.key.slug) == kept)
    },
    StoreContract("a long edit runs only once, even if other edits wait with it") { trial throws in
      let runs = Atomic(0)
      let outcomes = Outcomes<Int>()
      let isSettled = DispatchSemaphore(value: 0)
      #expect(trial.store.waitingEdits == 0)
      trial.whileBusy {
        for number in 0..<3 {
          outcomes.start(number, in: trial.store) { editor throws(DirectoryError) in
            try save(number, editor)
            return EditResult(number, keeps: number != 1)
          }
        }
        trial.store.edit(isLong: true) { editor throws(DirectoryError) in
          runs.add(1, ordering: .relaxed)
          try save(9, editor)
          return EditResult(true, keeps: true)
        } completion: { _ in
        } settled: {
          isSettled.signal()
        }
        // The first ones may have been taken from the queue.
        #expect(1...4 ~= trial.store.waitingEdits)
      }
      isSettled.wait()
      #expect(trial.store.waitingEdits == 0)
      #expect(outcomes.all().count == 3)
      #expect(runs.load(ordering: .relaxed) == 1)
      #expect(try trial.reader().counties().map(\.slug) == ["c-0", "c-2", "c-9"])
    },
    StoreContract("each edit completes once, and is settled once after that") { trial throws in
      let events = Guarded<[String]>([])
      let group = DispatchGroup()
      trial.whileBusy {
        for number in 0..<5 {
          group.enter()
          trial.store.edit(isLong: false) { editor throws(DirectoryError) in
            try save(number, editor)
            return EditResult(number, keeps: true)
          } completion: { _ in
            events.withLock { $0.append("completed \(number)") }
          } settled: {
            events.withLock { $0.append("settled \(number)") }
            group.leave()
          }
        }
      }
      group.wait()
      let seen = events.withLock { $0 }
      #expect(seen.count == 10 && Set(seen).count == 10)
      for number in 0..<5 {
        let (completed, settled) = (
          seen.firstIndex(of: "completed \(number)"), seen.firstIndex(of: "settled \(number)")
        )
        #expect(try #require(completed) < #require(settled))
      }
    },
    StoreContract("edits that wait too long for a long edit fail as busy") {
      trial throws in
      let (isRunning, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let isSettled = DispatchSemaphore(value: 0)
      trial.store.edit(isLong: true) { editor throws(DirectoryError) in
        try save(0, editor)
        isRunning.signal()
        mayEnd.wait()
        return EditResult(true, keeps: true)
      } completion: { _ in
      } settled: {
        isSettled.signal()
      }
      isRunning.wait()
      let outcomes = Outcomes<Int>()
      for number in 1...3 {
        outcomes.start(number, in: trial.store) { editor throws(DirectoryError) in
          try save(number, editor)
          return EditResult(number, keeps: true)
        }
      }
      #expect(outcomes.all().values.allSatisfy { $0 == .failure(.busy) })
      mayEnd.signal()
      isSettled.wait()
      #expect(try trial.reader().counties().map(\.slug) == ["c-0"])
    },
    StoreContract("a client that follows the changes gets each change once, in the order of their ids") {
      trial throws in
      let isDone = Atomic(false)
      let outcomes = Outcomes<Int>()
      for number in 0..<200 {
        outcomes.start(number, in: trial.store) { editor throws(DirectoryError) in
          try save(number, editor)
          return EditResult(number, keeps: number % 7 != 3)
        }
      }
      DispatchQueue.global().async {
        _ = outcomes.all()
        isDone.store(true, ordering: .sequentiallyConsistent)
      }
      let reader = try trial.reader()
      var followed: [PublicChange] = []
      var isLast = false
      while !isLast {
        isLast = isDone.load(ordering: .sequentiallyConsistent)
        followed += try reader.changes(since: followed.last?.id ?? 0, limit: 1_000)
      }
      #expect(followed.count == 200 - 29)
      #expect(followed == (try trial.reader().changes(since: 0, limit: 1_000)))
      #expect(zip(followed, followed.dropFirst()).allSatisfy { $0.id < $1.id && $0.at <= $1.at })
    },
    StoreContract("the id of a change is never used again, even if the change was erased") {
      trial throws in
      try trial.load()
      try trial.delete(.contact, "kari")
      let last = try #require(try trial.reader().changes(since: 0, limit: 9).last?.id)
      #expect(try trial.store.eraseContact("kari") != nil)
      try trial.save(.county(ContractDirectory.county("agder")))
      let changes = try trial.reader().changes(since: 0, limit: 9)
      #expect(changes.map(\.key.slug) == ["kari", "agder"])
      #expect(changes.allSatisfy { $0.id > last })
    },
  ]
}
