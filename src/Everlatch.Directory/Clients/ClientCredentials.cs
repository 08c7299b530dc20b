namespace Everlatch.Directory.Clients;

/// <summary>How a client presented itself in one request (RFC 6749 §2.3, RFC 7523 §2.2); nothing of it is believed yet.</summary>
public abstract record ClientCredentials
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ClientCredentials()
    {
    }

    /// <summary>
    /// Reads what a request carries: the Authorization header and four form parameters, null where absent. Two methods at once
    /// are malformed (RFC 6749 §2.3).
    /// </summary>
    public static ClientCredentials Read(
        string? authorization, string? clientId, string? clientSecret, string? assertionType, string? assertion)
    {
        var methods = (authorization is null ? 0 : 1) + (clientSecret is null ? 0 : 1) + (assertion is null ? 0 : 1);
        if (methods > 1)
        {
            return new Malformed("The client authenticated by more than one method.");
        }

        if (authorization is not null)
        {
            return ReadHeader(authorization, clientId);
        }

        if (assertion is not null || assertionType is not null)
        {
            return assertion is not null && assertionType == AssertionType
                ? new Assertion(clientId, assertion)
                : new Malformed($"A client_assertion was expected with the client_assertion_type '{AssertionType}'.");
        }

        if (clientId is null)
        {
            return clientSecret is null ? new Absent() : new Malformed("A client_secret came without a client_id.");
        }

        return clientSecret is null
            ? new IdOnly(clientId)
            : new Secret(clientId, clientSecret, ClientAuthenticationMethods.SecretPost);
    }

    /// <summary>Never the secret: it must not reach a log by accident.</summary>
    public sealed override string ToString() => "[client credentials]";

    private static ClientCredentials ReadHeader(string authorization, string? clientId)
    {
        if (!BasicCredentials.IsBasic(authorization))
        {
            return new Malformed("The Authorization header was expected to be of the Basic scheme.");
        }

        // A header that cannot be read is a failed attempt of a client that nobody knows, and costs the same.
        _ = BasicCredentials.TryRead(authorization, out var id, out var secret);
        return clientId is null || clientId == id
            ? new Secret(id, secret, ClientAuthenticationMethods.SecretBasic)
            : new Malformed("The client_id parameter names another client than the Authorization header.");
    }

    /// <summary>Nothing names a client.</summary>
    public sealed record Absent : ClientCredentials;

    /// <summary>Only a client_id: what a public client sends.</summary>
    public sealed record IdOnly(string ClientId) : ClientCredentials;

    /// <summary>A client_id and a secret.</summary>
    public sealed record Secret(string ClientId, string Value, string Method) : ClientCredentials;

    /// <summary>A signed assertion, and the client_id parameter where the request has one.</summary>
    public sealed record Assertion(string? ClientId, string Jwt) : ClientCredentials;

    /// <summary>The request contradicts itself.</summary>
    public sealed record Malformed(string Reason) : ClientCredentials;
}
