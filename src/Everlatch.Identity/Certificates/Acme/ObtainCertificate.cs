using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>Gets a certificate for one host: order, proof, signing request, chain (RFC 8555 §7.4).</summary>
internal sealed class ObtainCertificate(IChallengeAnswers answers, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs one order from its beginning to its end.</summary>
    /// <exception cref="AcmeException">The authority refused, or did not finish in five minutes.</exception>
    public async Task<IssuedCertificate> RunAsync(AcmeConnection authority, HostName host, CancellationToken ct)
    {
        var placed = await PlaceAsync(authority, host, ct);
        var url = placed.Location ?? throw Refused("The authority gave the order no address.");
        foreach (var authorization in placed.Value.Authorizations)
        {
            await ProveAsync(authority, host, authorization, ct);
        }

        var ready = await WaitAsync(authority, url, AcmeJson.Default.AcmeOrder, order => order.Status != "pending", ct);
        Require(ready);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (ready.Status == "ready")
        {
            var request = new JsonObject { ["csr"] = Base64Url.EncodeToString(SigningRequest(host, key)) };
            await authority.PostAsync(ready.Finalize, request.ToJsonString(), AcmeJson.Default.AcmeOrder, ct);
        }

        var done = await WaitAsync(
            authority, url, AcmeJson.Default.AcmeOrder, order => order.Status is "valid" or "invalid", ct);
        Require(done);
        var chain = await authority.ReadTextAsync(done.Certificate ?? throw Refused("A valid order names no certificate."), ct);
        return new IssuedCertificate(chain, key.ExportPkcs8PrivateKey());
    }

    private static async Task<AcmeAnswer<AcmeOrder>> PlaceAsync(AcmeConnection authority, HostName host, CancellationToken ct)
    {
        var order = new JsonObject
        {
            ["identifiers"] = new JsonArray(new JsonObject { ["type"] = "dns", ["value"] = host.Value }),
        };
        var found = await authority.DirectoryAsync(ct);
        return await authority.PostAsync(found.NewOrder, order.ToJsonString(), AcmeJson.Default.AcmeOrder, ct);
    }

    private static byte[] SigningRequest(HostName host, ECDsa key)
    {
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host.Value);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSigningRequest();
    }

    private static void Require(AcmeOrder order)
    {
        if (order.Status == "invalid")
        {
            throw new AcmeException(order.Error ?? new AcmeProblem { Detail = "The authority calls the order invalid." });
        }
    }

    private static AcmeException Refused(string detail) => new(new AcmeProblem { Detail = detail });

    private async Task ProveAsync(AcmeConnection authority, HostName host, Uri url, CancellationToken ct)
    {
        var authorization = (await authority.PostAsync(url, "", AcmeJson.Default.AcmeAuthorization, ct)).Value;
        if (authorization.Status == "valid")
        {
            return; // proven before, and the authority remembers
        }

        var challenge = answers.Types
            .Select(type => authorization.Challenges.FirstOrDefault(c => c.Type == type))
            .FirstOrDefault(c => c is not null)
            ?? throw Refused($"The authority offers none of {string.Join(", ", answers.Types)}.");
        var token = challenge.Token ?? throw Refused($"The challenge {challenge.Type} has no token.");
        await answers.PublishAsync(host, challenge, authority.Key.Authorize(token), ct);
        try
        {
            await authority.PostAsync(challenge.Url, "{}", AcmeJson.Default.AcmeChallenge, ct);
            var proven = await WaitAsync(
                authority, url, AcmeJson.Default.AcmeAuthorization, a => a.Status != "pending", ct);
            if (proven.Status != "valid")
            {
                throw new AcmeException(
                    proven.Challenges.FirstOrDefault(c => c.Error is not null)?.Error
                    ?? new AcmeProblem { Type = "unauthorized", Detail = $"The authority calls the proof {proven.Status}." });
            }
        }
        finally
        {
            // Even when this order is cancelled: an answer left behind would prove the name to whoever repeats the challenge.
            await answers.WithdrawAsync(host, challenge, CancellationToken.None);
        }
    }

    private async Task<T> WaitAsync<T>(
        AcmeConnection authority, Uri url, JsonTypeInfo<T> type, Func<T, bool> done, CancellationToken ct)
    {
        var end = clock.GetUtcNow() + Patience;
        for (var pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var answer = await authority.PostAsync(url, "", type, ct);
            if (done(answer.Value))
            {
                return answer.Value;
            }

            var now = clock.GetUtcNow();
            if (now > end)
            {
                throw new AcmeException(
                    new AcmeProblem { Type = "timeout", Detail = $"The authority did not finish in {Patience}." });
            }

            var asked = answer.RetryAt is { } at && at > now ? at - now : pause;
            await Task.Delay(asked < LongestPause ? asked : LongestPause, clock, ct);
        }
    }
}
