namespace Everlatch.Bench.Faults;

/// <summary>Looks, once everything works again, whether every acknowledged write is there, and is there once.</summary>
internal sealed class CheckPromises(TwoRegions regions, Callers eu)
{
    /// <summary>Successful sign-ins in the trail.</summary>
    public const string SignIns = "select count(*) from audit_events where kind = 'signin.succeeded'";

    /// <summary>All users.</summary>
    public const string Users = "select count(*) from users";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public async Task<Kept> RunAsync(Promises promises)
    {
        var (promised, lost) = (promises.Count, new List<string>());
        foreach (var person in promises.SignedIn)
        {
            Require((await person.GetAsync("/account")).Status == 200, "a session");
        }

        foreach (var family in promises.Families)
        {
            var there = await regions.Databases.AskAsync(
                $"select coalesce(max(generation), -1) from grants where id = '{family.Grant}' and revoked_at is null");
            Require(there >= family.Generation, $"a rotation (generation {family.Generation}, there {there})");
            var reply = await eu.RefreshAsync(regions.Eu, family.Token);
            Require(reply.Status == 200, $"a family ({reply.Status} {reply.Body})");
            family.Token = reply.Status == 200 ? Callers.Member(reply, "refresh_token") : family.Token;
        }

        var users = promises.Users.IsEmpty
            ? 0
            : await regions.Databases.AskAsync($"{Users} where id in ('{string.Join("','", promises.Users)}')");
        lost.AddRange(Enumerable.Repeat("a user", promises.Users.Count - (int)users));
        lost.AddRange(await UnsentAsync(promises.Mails));
        lost.AddRange(await NotLiveAsync(promises.Domains));

        var (signIns, made) = (
            await regions.Databases.AskAsync(SignIns) - promises.SignInsBefore,
            await regions.Databases.AskAsync(Users) - promises.UsersBefore);
        lost.AddRange(Enumerable.Repeat("a sign-in's event", (int)Math.Max(0, promises.SignedIn.Count - signIns)));
        return new Kept(
            promised,
            promises.Mails.Count + promises.Domains.Count,
            lost,
            Math.Max(0, signIns - promises.SignedIn.Count - promises.UnansweredSignIns)
                + Math.Max(0, made - promises.Users.Count - promises.UnansweredUsers)
                + regions.Mailed.GroupBy(recipient => recipient).Sum(mails => mails.Count() - 1));

        void Require(bool there, string what)
        {
            if (!there)
            {
                lost.Add(what);
            }
        }
    }

    private async Task<IEnumerable<string>> UnsentAsync(IReadOnlyCollection<string> promised)
    {
        await UntilAsync(() => Task.FromResult(!promised.Except(regions.Mailed).Any()));
        return promised.Except(regions.Mailed).Select(_ => "a mail");
    }

    private async Task<IEnumerable<string>> NotLiveAsync(IReadOnlyCollection<string> claimed)
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
        return waiting.Select(_ => "a domain");
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
