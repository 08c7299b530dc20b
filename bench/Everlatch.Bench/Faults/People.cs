using System.Collections.Concurrent;
using Everlatch.Bench.Load;

namespace Everlatch.Bench.Faults;

/// <summary>Who signs in, and which applications they let have tokens.</summary>
internal sealed class People
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "faults-are-met-here-every-day";

    private const int Count = 12;
    private const int Grants = 40;
    private int next;

    private People(IReadOnlyList<string> emails, IReadOnlyList<Family> families) => (Emails, Families) = (emails, families);

    /// <summary>Their addresses.</summary>
    public IReadOnlyList<string> Emails { get; }

    /// <summary>Grants of the demo's person.</summary>
    public IReadOnlyList<Family> Families { get; }

    /// <summary>Families that nobody is refreshing.</summary>
    public ConcurrentQueue<Family> Idle { get; } = [];

    /// <summary>Whose turn it is.</summary>
    public string NextEmail => Emails[(Interlocked.Increment(ref next) & int.MaxValue) % Emails.Count];

    /// <summary>Makes them.</summary>
    public static async Task<People> MakeAsync(TwoRegions regions, Callers eu)
    {
        string[] emails = [.. Enumerable.Range(0, Count).Select(n => $"person-{n}@example.com")];
        foreach (var email in emails)
        {
            var made = await eu.CreateAsync(
                regions.Eu, "users", new { email, name = "Person", email_verified = true, password = Password });
            if (made.Status != 201)
            {
                throw new InvalidOperationException($"A user was not made: {made.Status} {made.Body}");
            }
        }

        using var demo = new Person(regions.EdgePort, regions.UpOf("eu"));
        await demo.SignInAsync();
        await demo.ChooseTenantAsync();
        var families = new List<Family>();
        for (var n = 0; n < Grants; n++)
        {
            families.Add(new Family(await demo.AuthorizeAsync()));
        }

        return new People(emails, families);
    }
}
