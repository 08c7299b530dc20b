using Everlatch.Hosting;
using Everlatch.Release.Nodes;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Tests.Nodes;

/// <summary>What a node wrote down is what it finds, and what somebody changed is refused.</summary>
public sealed class NodeJournalTests : IDisposable
{
    private static readonly PlacedRelease One = new("1.0.0", new string('1', 64), "/srv/one");
    private static readonly PlacedRelease Two = new("2.0.0", new string('2', 64), "/srv/two");
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-journal-").FullName;

    private string Path => System.IO.Path.Combine(folder, "journal.jsonl");

    private string Before => System.IO.Path.Combine(folder, "journal.before.jsonl");

    public static TheoryData<string> Changes => ["byte", "line", "order", "number"];

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        using (var journal = Open())
        {
            WriteAll(journal);
        }

        using var again = Open();
        Assert.Equal(("green", "blue", 1L), (again.State.Live, again.State.Previous, again.State.Turn));
        Assert.Equal(Two, again.State.Slots["green"].Release);
        Assert.Null(again.State.Lent);
        Assert.Equal(0, again.State.ShareOf("blue"));
    }

    [Fact]
    public void Wherever_it_was_cut_it_holds_what_was_whole()
    {
        using (var journal = Open())
        {
            WriteAll(journal);
        }

        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Path, whole[..length]);
            var lines = whole[..length].Count(b => b == '\n');
            using (var cut = Open())
            {
                Assert.Equal(lines >= 1 ? 1 : 0, cut.State.Turn);
                cut.Write(new NodeEntry.TurnEnded(1, "it went on"));
            }

            using var after = Open();
            Assert.Null(after.State.Owner);
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_somebody_changed_is_refused(string how)
    {
        using (var journal = Open())
        {
            WriteAll(journal);
        }

        var lines = File.ReadAllLines(Path);
        File.WriteAllLines(Path, how switch
        {
            "byte" => [lines[0].Replace("\"me\"", "\"he\"", StringComparison.Ordinal), .. lines[1..]],
            "line" => [lines[0], .. lines[2..]],
            "order" => [lines[1], lines[0], .. lines[2..]],
            _ => [.. lines[..^1], lines[^1].Replace($"\"number\":{lines.Length}", "\"number\":99", StringComparison.Ordinal)],
        });
        Assert.Equal("EL2040", Assert.Throws<StartRefusedException>(() => Open()).Id);
    }

    [Fact]
    public void A_long_one_becomes_the_one_before_and_what_was_true_is_true()
    {
        using (var journal = Open(kilobytes: 1))
        {
            journal.KeepShort();
            Assert.False(File.Exists(Before));
            WriteAll(journal);
            journal.Write(new NodeEntry.TurnEnded(1, "done"));
        }

        var all = File.ReadAllLines(Path);
        NodeState state;
        using (var journal = Open(kilobytes: 1))
        {
            journal.KeepShort();
            journal.Write(new NodeEntry.TurnTaken(2, "you", "deploy"));
            state = journal.State;
        }

        Assert.Equal(all, File.ReadAllLines(Before));
        var after = File.ReadAllLines(Path);
        Assert.True(after.Length < all.Length, string.Join('\n', after));

        // One chain over both files.
        var chain = LineChain.Empty;
        foreach (var line in all.Concat(after).Select(System.Text.Encoding.UTF8.GetBytes))
        {
            chain = LineChain.At(chain.Read(line).Number, line);
        }

        Assert.Equal(all.Length + after.Length, chain.Number);
        using var again = Open(kilobytes: 1);
        NodeStateTests.Same(state, again.State);
    }

    [Theory]
    [InlineData("journal.before.jsonl.new")]
    [InlineData("journal.before.jsonl")]
    [InlineData("journal.jsonl.new")]
    public void Whatever_a_killed_node_left_of_the_next_file_the_one_that_has_the_name_counts(string left)
    {
        using (var journal = Open())
        {
            WriteAll(journal);
        }

        File.WriteAllText(System.IO.Path.Combine(folder, left), "{\"number\":");
        using var again = Open(kilobytes: 1);
        Assert.Equal("green", again.State.Live);
        again.KeepShort();
        Assert.Equal(10, File.ReadAllLines(Before).Length);
        Assert.False(File.Exists(Path + ".new"));
    }

    [Fact]
    public void One_that_begins_in_the_middle_is_refused()
    {
        using (var journal = Open())
        {
            WriteAll(journal);
        }

        File.WriteAllLines(Path, File.ReadAllLines(Path)[1..]);
        Assert.Equal("EL2040", Assert.Throws<StartRefusedException>(() => Open()).Id);
    }

    [Fact]
    public void One_node_has_it()
    {
        using var journal = Open();
        Assert.Equal("EL2041", Assert.Throws<StartRefusedException>(() => Open()).Id);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static void WriteAll(NodeJournal journal)
    {
        NodeEntry[] entries =
        [
            new NodeEntry.TurnTaken(1, "me", "deploy"),
            new NodeEntry.Placed("blue", One, 1),
            new NodeEntry.Lent(new Dictionary<string, int> { ["blue"] = 100 }),
            new NodeEntry.Settled("blue"),
            new NodeEntry.Placed("green", Two, 2),
            new NodeEntry.Lent(new Dictionary<string, int> { ["blue"] = 75, ["green"] = 25 }),
            new NodeEntry.StepDone("prove", new string('a', 64), true, "all work", 1.5),
            new NodeEntry.Settled("green"),
            new NodeEntry.Lent(new Dictionary<string, int> { ["green"] = 75, ["blue"] = 25 }),
            new NodeEntry.WentBack("it erred"),
        ];
        foreach (var entry in entries)
        {
            journal.Write(entry);
        }
    }

    private NodeJournal Open(int kilobytes = 1024) => NodeJournal.Open(folder, kilobytes, TimeProvider.System);
}
