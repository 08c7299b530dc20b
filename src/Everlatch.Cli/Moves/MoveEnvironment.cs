using System.Diagnostics;
using Everlatch.Directory.Feed;
using Everlatch.Hosting;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>
/// Moves an environment to another region: its rows are copied while it works, then nobody writes them for a moment, then the
/// other region has it, and here its rows are deleted.
/// </summary>
/// <remarks>
/// Each step can be repeated. How far a run came that was killed is in both databases: where its home is, and whether it is
/// fenced. Before the other side has it, everything here is as before once the fence is lifted; from then on there is no way but
/// forward.
/// </remarks>
internal sealed class MoveEnvironment(
    MoveSide from, MoveSide to, MovedTables tables, MoveTerms terms, TimeProvider clock, Action<string> tell)
{
    // Enough to come close: what is left is what changes in the time of one pass.
    private const int MostPasses = 10;
    private const int FewRows = 1000;

    // A change is known to every edge within two seconds. An edge must hear that it is there before it hears that it is gone
    // here: between the two nobody would know the host.
    private static readonly TimeSpan Heard = TimeSpan.FromSeconds(3);
    private readonly Fence fence = new(from, tables, clock);

    /// <summary>Runs all that is left to do.</summary>
    /// <returns>For how long the environment took no writes; null when an earlier run did that.</returns>
    /// <exception cref="StartRefusedException">It cannot be moved, and works where it was; its id says why.</exception>
    public async Task<TimeSpan?> RunAsync(CancellationToken ct)
    {
        var (here, there) = (await MoveState.HomeAsync(from, ct), await MoveState.HomeAsync(to, ct));
        var closed = there == terms.Region ? null : await BringAsync(here, there, ct);
        if (here is null)
        {
            return null;
        }

        await LeaveAsync(ct);
        var span = closed?.Elapsed;
        await ClearAsync(ct);
        return span;
    }

    private async Task<Stopwatch> BringAsync(string? here, string? there, CancellationToken ct)
    {
        if (here is null)
        {
            throw new StartRefusedException("EL1731", $"The database to move from has no environment {from.Environment}.");
        }

        if (here == terms.Region || (there is not null && there != here))
        {
            throw new StartRefusedException(
                "EL1731", $"{from.Environment} is at home in {there ?? here}; that is not where it is moved from.");
        }

        if (await MoveState.TakenHostAsync(from, to, ct) is { } host)
        {
            throw new StartRefusedException("EL1733", $"{host} leads to another environment in {terms.Region}.");
        }

        // An earlier run may have been killed behind its fence.
        await fence.LiftAsync(ct);
        var copy = new CopyRows(from, to);
        await copy.RecallAsync(tables.All, ct);
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            var changed = await copy.PassAsync(tables.Early, ct);
            tell($"copied, pass {pass}: {changed} rows");
            if (changed < FewRows)
            {
                break;
            }
        }

        return await CloseAsync(copy, ct);
    }

    private async Task<Stopwatch> CloseAsync(CopyRows copy, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var window = CancellationTokenSource.CreateLinkedTokenSource(ct);
        window.CancelAfter(terms.Window);
        try
        {
            await fence.SetAsync(window.Token);
            tell($"closed: {from.Environment} takes no writes now");
            await HandOverAsync(copy, window.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or StoreFaultException or ConstraintException)
        {
            if (await ArrivedAsync() is false)
            {
                await fence.LiftAsync(CancellationToken.None);
            }

            throw ct.IsCancellationRequested ? e : new StartRefusedException(
                "EL1734",
                $"{from.Environment} was not handed over within {terms.Window.TotalSeconds:0} s ({e.Message}). It works where "
                    + "its home is. Run the command again: what was copied stays.");
        }

        return watch;
    }

    // The last rows, and where the home is from now on: together or not at all.
    private async Task HandOverAsync(CopyRows copy, CancellationToken ct)
    {
        await using var transaction = await to.Database.BeginAsync(ct);
        var changed = await copy.FinishAsync(transaction, tables.All, ct);
        await MoveState.SettleAsync(transaction, to.Environment, terms.Region, ct);
        await RecordAsync(transaction, to, ct);

        // Whether a commit that was cancelled took place nobody could tell.
        await transaction.CommitAsync(CancellationToken.None);
        tell($"handed over with the last {changed} rows: {to.Environment} is at home in {terms.Region}");
    }

    private async Task LeaveAsync(CancellationToken ct)
    {
        if (await MoveState.HomeAsync(from, ct) == terms.Region)
        {
            return;
        }

        await Task.Delay(Heard, clock, ct);
        await using var transaction = await from.Database.BeginAsync(ct);
        await fence.PassAsync(transaction, ct);
        await MoveState.SettleAsync(transaction, from.Environment, terms.Region, ct);
        await fence.AgainAsync(transaction, ct);
        await RecordAsync(transaction, from, ct);
        await transaction.CommitAsync(CancellationToken.None);
        tell("left: edges send its people to their new home");
    }

    // Servers that have not heard yet still read its rows: a moment later nobody does.
    private async Task ClearAsync(CancellationToken ct)
    {
        await Task.Delay(terms.Linger, clock, ct);
        foreach (var table in tables.Own.Reverse())
        {
            await ClearAsync(table, ct);
        }

        await fence.LiftAsync(ct);
        await using var transaction = await from.Database.BeginAsync(ct);
        await RecordAsync(transaction, from, ct);
        await transaction.CommitAsync(ct);
        tell("cleared: nothing of its people is left here");
    }

    private async Task ClearAsync(MovedTable table, CancellationToken ct)
    {
        int gone;
        do
        {
            await using var transaction = await from.Database.BeginAsync(ct);
            await fence.PassAsync(transaction, ct);
            gone = await transaction.ExecuteAsync(table.Clear, new { environment = from.Environment }, ct);
            await transaction.CommitAsync(ct);
        }
        while (!MovedTable.IsLast(gone));
    }

    private async Task<bool?> ArrivedAsync()
    {
        try
        {
            return await MoveState.HomeAsync(to, CancellationToken.None) == terms.Region;
        }
        catch (StoreFaultException)
        {
            // Nobody can tell: the fence stays, so that nothing is written which the other side would not have.
            return null;
        }
    }

    private Task RecordAsync(ITransaction transaction, MoveSide side, CancellationToken ct) => DirectoryChanges.RecordWholeAsync(
        transaction, side.Database.Dialect, side.Environment, clock.GetUtcNow(), ct);
}
