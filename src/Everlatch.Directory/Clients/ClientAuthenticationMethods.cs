namespace Everlatch.Directory.Clients;

/// <summary>Names of client authentication methods, as registered (RFC 7591 §2, OpenID Connect Core §9).</summary>
public static class ClientAuthenticationMethods
{
    /// <summary>A secret in the Authorization header.</summary>
    public const string SecretBasic = "client_secret_basic";

    /// <summary>A secret in the body.</summary>
    public const string SecretPost = "client_secret_post";

    /// <summary>A JWT signed with the client's private key.</summary>
    public const string PrivateKeyJwt = "private_key_jwt";

    /// <summary>A public client does not authenticate.</summary>
    public const string None = "none";
}
