using System.Security.Cryptography;

namespace Everlatch.Bench.Faults;

/// <summary>What is asked for while a part is silent that nobody waits for: it has to happen later.</summary>
internal static class Meanwhile
{
    /// <summary>Everybody asks for a link to choose a new password.</summary>
    public static async Task ForgetPasswordsAsync(TwoRegions regions, Callers eu, People people, Promises promises)
    {
        foreach (var email in people.Emails)
        {
            var reply = await new Browser(eu, regions.Eu).ForgetPasswordAsync(email);
            if (reply.Status != 303)
            {
                throw new InvalidOperationException($"A mail was not promised: {reply.Status} {reply.Body}");
            }

            promises.Mails.Enqueue(email);
        }
    }

    /// <summary>A customer claims a domain; its record can be seen when DNS answers again.</summary>
    public static async Task ClaimDomainAsync(TwoRegions regions, Callers eu, People people, Promises promises) =>
        promises.Domains.Enqueue(await Domains.ClaimAsync(regions, eu, NewHost("customers.example")));

    /// <summary>A customer claims a domain and sets its record: what it lacks is a certificate.</summary>
    public static async Task OrderCertificateAsync(TwoRegions regions, Callers eu, People people, Promises promises)
    {
        var path = await Domains.ClaimAsync(regions, eu, NewHost("ordered.example"));
        await Domains.ProveAsync(regions, eu, path);
        promises.Domains.Enqueue(path);
    }

    private static string NewHost(string parent) =>
        $"login-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.{parent}";
}
