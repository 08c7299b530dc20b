using System.Collections.Concurrent;

namespace Everlatch.Bench.Faults;

/// <summary>Looks, once everything works again, whether every acknowledged write is there, and is there once.</summary>
internal sealed class CheckPromises(TwoRegions regions, Callers eu)
{
    /// <summary>Successful sign-ins in the trail.</summary>
    public const string SignIns = "select count(*) from audit_events where kind = 'signin.succeeded'";

    /// <summary>All users.</summary>
    public const string Users = "select count(*) from users";

    private static readonly ParallelOptions AFew = new() { MaxDegreeOfParallelism = 4 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public async Task<Kept> RunAsync(Promises promises)
    {
        var promised = promises.Count;
        var lost = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(promises.SignedIn, AFew, async (person, _) =>
            Require((await person.GetAsync("/account")).Status == 200, "a session"));
        var behind = await regions.Databases.AskAsync(
            $"""
            select count(*) from (values {string.Join(',', promises.Families.Select(Told))}) as told (id, generation)
            left join grants on grants.id = told.id and grants.revoked_at is null
            where coalesce(grants.generation, -1) < told.generation
            """);
        AddLost((int)behind, "a rotation");
        await Parallel.ForEachAsync(promises.Families, AFew, async (family, _) =>
        {
            var reply = await eu.RefreshAsync(regions.Eu, family.Token);
            Require(reply.Status == 200, $"a family ({reply.Status} {reply.Body})");
            family.Token = reply.Status == 200 ? Callers.Member(reply, "refresh_token") : family.Token;
        });

        var users = promises.Users.IsEmpty
            ? 0
            : await regions.Databases.AskAsync($"{Users} where id in ('{string.Join("','", promises.Users)}')");
        AddLost(promises.Users.Count - (int)users, "a user");
        AddLost(await UnsentAsync(promises.Mails), "a mail");
        AddLost(await NotLiveAsync(promises.Domains), "a domain");

        var (signIns, made) = (
            await regions.Databases.AskAsync(SignIns) - promises.SignInsBefore,
            await regions.Databases.AskAsync(Users) - promises.UsersBefore);
        AddLost(promises.SignedIn.Count - (int)signIns, "a sign-in's event");
        return new Kept(
            promised,
            promises.Mails.Count + promises.Domains.Count,
            [.. lost],
            Math.Max(0, signIns - promises.SignedIn.Count - promises.UnansweredSignIns)
                + Math.Max(0, made - promises.Users.Count - promises.UnansweredUsers)
                + regions.Mailed.GroupBy(recipient => recipient).Sum(mails => mails.Count() - 1));

        void Require(bool there, string what)
        {
            if (!there)
            {
                lost.Enqueue(what);
            }
        }

        void AddLost(int count, string what)
        {
            for (; count > 0; count--)
            {
                lost.Enqueue(what);
            }
        }
    }

    private static string Told(Family family) => $"('{family.Grant}', {family.Generation})";

    private async Task<int> UnsentAsync(IReadOnlyCollection<string> promised)
    {
        await UntilAsync(() => Task.FromResult(!promised.Except(regions.Mailed).Any()));
        return promised.Except(regions.Mailed).Count();
    }

    private async Task<int> NotLiveAsync(IReadOnlyCollection<string> claimed)
    {
        foreach (var path in claimed)
        {
            await Domains.ProveAsync(regions, eu, path);
        }

        var waiting = new List<string>(claimed);
        await UntilAsync(async () =>
        {
            foreach (var path in waiting.ToList())
            {
                var reply = await eu.GetAsync(regions.Eu, path, eu.Operator);
                if (reply.Status == 200 && Callers.Member(reply, "state") == "live")
                {
                    waiting.Remove(path);
                }
            }

            return waiting.Count == 0;
        });
        return waiting.Count;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await holds() && TimeProvider.System.GetElapsedTime(begin) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }
}
