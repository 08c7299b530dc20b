using Everlatch.Hosting;
using Everlatch.Storage.Background;

namespace Everlatch.Edge.Slots;

/// <summary>Follows the slots file, and the health of every server that it names.</summary>
/// <remarks>
/// The file is read rather than watched: it may be replaced through links of whatever kind, and two writes within a tick of the
/// clock look alike by their times. A file that cannot be used changes nothing.
/// </remarks>
internal sealed partial class FollowSlots(
    LiveSlots slots, ProbeServer probe, EdgeOptions options, TimeProvider clock, ILogger<FollowSlots> logger)
    : PeriodicWork(ReadEvery, clock, logger)
{
    private const int LongestFile = 1024 * 1024;
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = logger;
    private readonly Dictionary<SlotServer, (Task Work, CancellationTokenSource Stop)> followed = [];
    private readonly LentShares lent = new(clock);
    private byte[] content = [];
    private SlotsFile? file;
    private IReadOnlyList<SlotPlan> applied = [];
    private string? told;

    /// <summary>Reads the file for the first time, and looks at every server once.</summary>
    /// <exception cref="StartRefusedException">It cannot be used: an edge without slots is none.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            content = await ReadAsync(cancellationToken);
            file = ReadSlots.Parse(content);
            await ApplyAsync(lent.Of(file), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new StartRefusedException("EL1901", $"The slots file '{options.SlotsFile}' cannot be used: {e.Message}");
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override bool StartsAtOnce => true;

    /// <inheritdoc />
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await FollowAsync(ct);
        try
        {
            var read = await ReadAsync(ct);
            if (!read.AsSpan().SequenceEqual(content))
            {
                // Before it is judged: what is wrong with one content is said once.
                content = read;
                file = ReadSlots.Parse(read);
                told = null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Keep(e.Message);
        }

        await ShareAsync(ct);
    }

    // At every look: a lease that nobody renews ends without a word in the file.
    private async Task ShareAsync(CancellationToken ct)
    {
        var wasOver = lent.IsOver;
        var plan = lent.Of(file!);
        if (lent.IsOver && !wasOver)
        {
            LogLapsed(options.SlotsFile);
        }

        if (!plan.SequenceEqual(applied))
        {
            await ApplyAsync(plan, ct);
            await FollowAsync(ct);
            LogChanged(options.SlotsFile, string.Join(", ", plan.Select(slot => $"{slot.Name} {slot.Share}")));
        }
    }

    // A file that is missing is missing at every look.
    private void Keep(string because)
    {
        if (told != because)
        {
            LogKept(options.SlotsFile, because);
            told = because;
        }
    }

    // New servers are looked at before they get requests, or the first second of a new slot would be refusals.
    private async Task ApplyAsync(IReadOnlyList<SlotPlan> plan, CancellationToken ct)
    {
        var next = slots.Prepare(plan);
        var unseen = next.Slots.SelectMany(slot => slot.Servers).Except(slots.Servers).ToArray();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(FirstLook);
        try
        {
            await Task.WhenAll(unseen.Select(server => probe.LookAsync(server, bound.Token)));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Whoever did not answer gets requests when it does.
        }

        slots.Swap(next);
        applied = plan;
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        var now = slots.Servers.ToHashSet();
        foreach (var (server, (work, stop)) in followed.ToArray())
        {
            if (work.IsCompleted)
            {
                // Nobody expects that; it begins again with the next look at the file, and what ended it is told.
                followed.Remove(server);
                await work;
            }
            else if (!now.Contains(server))
            {
                followed.Remove(server);
                await stop.CancelAsync();
                await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.Dispose();
            }
        }

        foreach (var server in now.Where(server => !followed.ContainsKey(server)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            followed.Add(server, (probe.FollowAsync(server, stop.Token), stop));
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken ct)
    {
        await using var file = File.OpenRead(options.SlotsFile);
        return file.Length <= LongestFile
            ? await ReadAllAsync(file, ct)
            : throw new FormatException($"It has {file.Length} bytes; at most {LongestFile} are read.");
    }

    private static async Task<byte[]> ReadAllAsync(Stream file, CancellationToken ct)
    {
        using var all = new MemoryStream();
        await file.CopyToAsync(all, ct);
        return all.ToArray();
    }

    [LoggerMessage(6103, LogLevel.Information, "Slots are now as {File} says: {Slots}")]
    private partial void LogChanged(string file, string slots);

    [LoggerMessage(6105, LogLevel.Warning, "Nobody renews the shares of {File}: those hold that it names for that case")]
    private partial void LogLapsed(string file);

    [LoggerMessage(6104, LogLevel.Error, "The slots stay as they are: {File} cannot be used: {Reason}")]
    private partial void LogKept(string file, string reason);
}
