namespace Everlatch.Bench.Faults;

/// <summary>Lets a part fail under load and come back, waits until all is well again, and looks what became of it.</summary>
internal sealed class FaultRun(TwoRegions regions, Callers eu, Callers us, People people)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public async Task<FaultRow> RunAsync(Fault fault)
    {
        await UntilAsync(() => Health.IsWholeAsync(regions));
        await PrepareAsync();
        var promises = new Promises
        {
            Families = people.Families,
            RotationsBefore = people.Families.Sum(family => family.Generation),
            SignInsBefore = await regions.Databases.AskAsync(CheckPromises.SignIns),
            UsersBefore = await regions.Databases.AskAsync(CheckPromises.Users),
        };
        var load = new FaultLoad(regions, eu, us, people, promises);
        load.Start();
        await Task.Delay(Before, TimeProvider.System);

        var begun = load.Now;
        await fault.Begin(regions);
        await fault.Meanwhile(regions, eu, people, promises);
        var rest = begun + Lasts - load.Now;
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, TimeProvider.System);
        await fault.End(regions);
        var ended = load.Now;

        TimeSpan? settled = null;
        await UntilAsync(async () =>
        {
            settled ??= await Health.IsWholeAsync(regions) ? load.Now : null;
            return settled is not null && IsCalm(load, ended);
        });
        await load.StopAsync();
        var kept = await new CheckPromises(regions, eu).RunAsync(promises);
        return new FaultRow(fault, begun, ended, settled, load.Samples, kept);
    }

    // Tokens that last longer than a row, and every family free for it.
    private async Task PrepareAsync()
    {
        await eu.PrepareAsync(regions.Eu);
        await us.PrepareAsync(regions.Us);
        people.Idle.Clear();
        foreach (var family in people.Families)
        {
            people.Idle.Enqueue(family);
        }

        var reply = await eu.RefreshAsync(regions.Eu, people.Families[0].Token);
        people.Families[0].Token = Callers.Member(reply, "refresh_token");
        eu.Access = Callers.Member(reply, "access_token");
    }

    private static bool IsCalm(FaultLoad load, TimeSpan ended) =>
        load.Now > ended + Calm && load.Samples.Where(sample => sample.Answered > load.Now - Calm).All(sample => sample.Good);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await holds() && TimeProvider.System.GetElapsedTime(begin) < Patience)
        {
            await Task.Delay(Look, TimeProvider.System);
        }
    }
}
