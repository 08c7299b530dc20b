using Everlatch.Core.Secrets;
using Everlatch.Storage.Journal;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Storage.Tests.Journal;

public sealed class OutageJournalTests : IDisposable
{
    private static readonly MasterKey Ours = new(new byte[MasterKey.Length]);
    private static readonly MasterKey Theirs = new([.. Enumerable.Repeat((byte)7, MasterKey.Length)]);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-journal-").FullName;
    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_kept_is_given_in_order_once()
    {
        using var journal = Open();
        await KeepAsync(journal, "a", "b", "c");
        Assert.Equal(3, journal.Waiting);

        Assert.Equal(["a", "b", "c"], await DrainAsync(journal));

        Assert.Equal(0, journal.Waiting);
        Assert.Empty(await DrainAsync(journal));
        await KeepAsync(journal, "d");
        Assert.Equal(["d"], await DrainAsync(journal));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_taken_over_by_the_next_one()
    {
        await KillAsync("a", "b");

        using var next = Open();

        Assert.Equal(2, next.Waiting);
        Assert.Equal(["a", "b"], next.Recall().Select(entry => entry.Content<string>()));
        await KeepAsync(next, "c");
        Assert.Equal(["a", "b", "c"], await DrainAsync(next));
    }

    [Fact]
    public async Task What_a_living_process_has_is_left_alone_until_it_ends()
    {
        var living = Open();
        await KeepAsync(living, "a");
        using var other = Open();
        Assert.Equal(0, other.Waiting);

        living.Dispose();
        other.TakeOver();

        Assert.Equal(["a"], await DrainAsync(other));
    }

    [Fact]
    public async Task A_replay_that_fails_leaves_everything()
    {
        using var journal = Open();
        await KeepAsync(journal, "a", "b");

        await Assert.ThrowsAsync<IOException>(() => journal.DrainAsync(
            entry => entry.Content<string>() == "a" ? Task.FromResult(true) : throw new IOException(), Ct));

        Assert.Equal(2, journal.Waiting);
        Assert.Equal(["a", "b"], await DrainAsync(journal));
    }

    [Fact]
    public async Task What_a_later_build_wrote_waits_for_it_and_holds_nothing_else_up()
    {
        await KillAsync("unknown");
        using var journal = Open();
        await KeepAsync(journal, "a");
        var seen = new List<string>();

        var done = await journal.DrainAsync(
            entry =>
            {
                seen.Add(entry.Content<string>());
                return Task.FromResult(entry.Content<string>() != "unknown");
            },
            Ct);

        Assert.False(done);
        Assert.Equal(["unknown", "a"], seen);
        Assert.Equal(1, journal.Waiting);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task What_stands_before_an_altered_entry_is_replayed_and_the_file_is_put_aside(double place)
    {
        await KillAsync("a", "b", "c", "d");
        var file = Assert.Single(Files());
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[(int)(bytes.Length * place)] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);

        using var journal = Open();
        await KeepAsync(journal, "z");
        var given = await DrainAsync(journal);

        Assert.Equal("z", given[^1]);
        Assert.Equal(new[] { "a", "b", "c", "d" }.Take(given.Count - 1), given.SkipLast(1));
        Assert.InRange(given.Count, 2, 4);
        Assert.Single(System.IO.Directory.GetFiles(folder, "*.refused"));
        Assert.Equal(0, journal.Waiting);
    }

    [Fact]
    public async Task A_strangers_journal_is_put_aside_and_ours_goes_on()
    {
        await KillAsync("a");
        using (var theirs = Open(Theirs))
        {
            Assert.Empty(await DrainAsync(theirs));
            Assert.Single(System.IO.Directory.GetFiles(folder, "*.refused"));
            await KeepAsync(theirs, "b");
            Assert.Equal(["b"], await DrainAsync(theirs));
        }
    }

    [Fact]
    public async Task An_entry_without_its_end_was_promised_to_nobody()
    {
        await KillAsync("a", "b");
        var file = Assert.Single(Files());
        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - 3);
        }

        using var journal = Open();
        Assert.Equal(["a"], await DrainAsync(journal));
        Assert.Empty(System.IO.Directory.GetFiles(folder, "*.refused"));
    }

    [Fact]
    public async Task Past_its_bound_and_without_a_folder_nothing_is_promised()
    {
        using var journal = Open();
        await KeepAsync(journal, new string('x', 1024 * 1024));
        var full = await Assert.ThrowsAsync<StoreFaultException>(() => KeepAsync(journal, "a"));
        Assert.True(full.ChangedNothing);
        await DrainAsync(journal);
        await KeepAsync(journal, "a");

        using var none = new OutageJournal(new StorageOptions(), Ours, clock, NullLogger<OutageJournal>.Instance);
        Assert.False(none.IsKept);
        await Assert.ThrowsAsync<StoreFaultException>(() => KeepAsync(none, "a"));
    }

    [Fact]
    public async Task What_strangers_cause_leaves_half_of_it_to_others()
    {
        using var journal = Open();
        await journal.AppendOfStrangerAsync("guess", new string('x', 512 * 1024), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreFaultException>(
            () => journal.AppendOfStrangerAsync("guess", "a", TestContext.Current.CancellationToken));
        await KeepAsync(journal, "a");
        Assert.Equal(2, journal.Waiting);
    }

    [Fact]
    public async Task What_waits_needs_no_room_on_the_disk_to_go()
    {
        using var journal = Open();
        await KeepAsync(journal, "a");
        var made = Files();
        await journal.DrainAsync(
            _ =>
            {
                Assert.Equal(made, Files());
                return Task.FromResult(true);
            },
            Ct);
        Assert.Empty(Files());

        await KeepAsync(journal, "b");
        Assert.Single(Files());
        Assert.Equal(["b"], await DrainAsync(journal));
    }

    [Fact]
    public async Task It_says_nothing_in_the_clear_and_only_its_owner_reads_it()
    {
        await KillAsync("a secret of somebody");
        var file = Assert.Single(Files());
        Assert.True((await File.ReadAllBytesAsync(file, Ct)).AsSpan().IndexOf("secret"u8) < 0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Nothing_is_left_by_a_process_that_had_nothing_to_keep()
    {
        Open().Dispose();
        Assert.Empty(Files());
        await KillAsync("a");
        Assert.Single(Files());
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static async Task KeepAsync(OutageJournal journal, params string[] contents)
    {
        foreach (var content in contents)
        {
            await journal.AppendAsync("test", content, Ct);
        }
    }

    private static async Task<IReadOnlyList<string>> DrainAsync(OutageJournal journal)
    {
        var given = new List<string>();
        Assert.True(await journal.DrainAsync(
            entry =>
            {
                given.Add(entry.Content<string>());
                return Task.FromResult(true);
            },
            Ct));
        return given;
    }

    private string[] Files() => System.IO.Directory.GetFiles(folder, "*.journal");

    // What a killed process leaves is what an ended one does: every entry was flushed before anybody was answered.
    private async Task KillAsync(params string[] contents)
    {
        using var journal = Open();
        await KeepAsync(journal, contents);
    }

    private OutageJournal Open(MasterKey? master = null) => new(
        new StorageOptions { JournalFolder = folder, JournalMegabytes = 1 },
        master ?? Ours,
        clock,
        NullLogger<OutageJournal>.Instance);
}
