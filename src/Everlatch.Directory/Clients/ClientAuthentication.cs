using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Clients;

/// <summary>
/// Authenticates clients from the directory alone. A refusal costs the same for an unknown
/// client, a client that is registered for another method, and a wrong secret or signature.
/// </summary>
public sealed class ClientAuthentication
{
    // Some 200,000 assertions in about five minutes are 600 a second; they take 16 MiB. One
    // client may have 30 a second that live as long as they can, and more that live shorter.
    private const int ReplayCapacity = 200_000;
    private const int ReplayShare = ReplayCapacity / 20;

    private readonly AssertionReplays replays = new(ReplayCapacity, ReplayShare);
    private readonly TimeProvider clock;
    private readonly IProofSteps steps;

    /// <summary>Authenticates clients at the times that the clock says.</summary>
    public ClientAuthentication(TimeProvider clock)
        : this(clock, new ProofSteps())
    {
    }

    internal ClientAuthentication(TimeProvider clock, IProofSteps steps) => (this.clock, this.steps) = (clock, steps);

    /// <summary>Authenticates the client of a request that arrived here.</summary>
    public async ValueTask<ClientAuthenticationOutcome> AuthenticateAsync(DirectoryHost here, ClientCredentials credentials) =>
        credentials switch
        {
            ClientCredentials.Secret secret => CheckSecret(here.Environment, secret),
            ClientCredentials.Assertion assertion => await CheckAssertionAsync(here, assertion),
            ClientCredentials.IdOnly named => CheckPublic(here.Environment, named),
            ClientCredentials.Malformed malformed => new ClientAuthenticationOutcome.Malformed(malformed.Reason),
            _ => new ClientAuthenticationOutcome.Refused("no client is named"),
        };

    private ClientAuthenticationOutcome CheckSecret(DirectoryEnvironment environment, ClientCredentials.Secret presented)
    {
        var now = clock.GetUtcNow();
        var known = KnownClient.Find(environment, presented.ClientId, now);
        var bySecret = known is { IsPublic: false, Keys: null };
        return SecretCheck.Matches(steps, presented.Value, bySecret ? known!.Value.Secrets : [], now) && bySecret
            ? new ClientAuthenticationOutcome.Authenticated(known!.Value.Client, presented.Method)
            : new ClientAuthenticationOutcome.Refused("unknown client, wrong secret, or another method is registered");
    }

    private async ValueTask<ClientAuthenticationOutcome> CheckAssertionAsync(
        DirectoryHost here, ClientCredentials.Assertion presented)
    {
        if (ClientAssertion.Parse(presented.Jwt) is not { } assertion)
        {
            return new ClientAuthenticationOutcome.Refused("the assertion is no signed JWT");
        }

        var now = clock.GetUtcNow();
        var known = KnownClient.Find(here.Environment, assertion.ClientId ?? "", now);
        if (!await assertion.IsSignedByAsync(known?.Keys, steps) || known is null)
        {
            return new ClientAuthenticationOutcome.Refused("unknown client, wrong signature, or another method is registered");
        }

        if (assertion.ProblemFor(here.Issuer, presented.ClientId, now) is { } problem)
        {
            return new ClientAuthenticationOutcome.Refused($"the assertion's {problem} is not as expected");
        }

        var client = $"{here.Environment.Id}/{assertion.ClientId}";
        return replays.Remember(client, assertion.Jti, assertion.AcceptedUntil, now) switch
        {
            AssertionReplays.Answer.Fresh =>
                new ClientAuthenticationOutcome.Authenticated(known.Value.Client, ClientAuthenticationMethods.PrivateKeyJwt),
            AssertionReplays.Answer.Replayed => new ClientAuthenticationOutcome.Refused("the assertion was used before"),
            _ => new ClientAuthenticationOutcome.Overloaded(),
        };
    }

    private ClientAuthenticationOutcome CheckPublic(DirectoryEnvironment environment, ClientCredentials.IdOnly named) =>
        KnownClient.Find(environment, named.ClientId, clock.GetUtcNow()) is { IsPublic: true } known
            ? new ClientAuthenticationOutcome.Authenticated(known.Client, ClientAuthenticationMethods.None)
            : new ClientAuthenticationOutcome.Refused("unknown client, or one that must authenticate");
}
