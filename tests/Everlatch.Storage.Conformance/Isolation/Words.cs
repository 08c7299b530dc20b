namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>The value that each column of a sample's rows has, and each parameter of a statement gets.</summary>
/// <remarks>
/// A word is looked up from the narrow to the wide: <c>roles.key</c> before <c>key</c>. For a column the first part is its table,
/// for a parameter the statement's name or its feature. A parameter is given the value of the row that it should find.
/// </remarks>
internal static class Words
{
    private static readonly Dictionary<string, Func<Sample, object?>> Columns = new(StringComparer.Ordinal)
    {
        ["environments.id"] = s => s.EnvironmentId,
        ["environment_id"] = s => s.EnvironmentId,
        ["host_name"] = s => s.Host,
        ["domains.state"] = _ => "live",
        ["next_check_at"] = _ => Sample.Created,
        ["is_primary"] = _ => 1L,
        ["first_party"] = _ => 1L,
        ["issuer"] = s => $"https://{s.Host}",
        ["region"] = _ => "eu",
        ["version"] = _ => 1L,
        ["token_seconds"] = _ => 300L,
        ["signing_algorithm"] = _ => "ES256",
        ["algorithm"] = _ => "ES256",
        ["sequence"] = s => (long)s.Environment,
        ["directory_changes.kind"] = _ => "Host",
        ["entity_id"] = s => s.Host,
        ["certificates.kind"] = _ => "uploaded",
        ["lease"] = s => $"lease-{s.Keys}",
        ["leased_until"] = _ => Sample.Expires,
        ["challenge_type"] = _ => "http-01",
        ["challenge_token"] = s => $"token-{s.Keys}",
        ["challenge_authorization"] = s => $"token-{s.Keys}.thumbprint",
        ["next_try_at"] = _ => Sample.Created,
        ["kind"] = _ => "signin.succeeded",
        ["outcome"] = _ => "ok",
        ["status"] = _ => "pending",
        ["purpose"] = _ => "verify",
        ["audience"] = s => $"urn:{s.Keys}",
        ["roles.key"] = s => $"role-{s.Keys}",
        ["tenants.key"] = s => $"tenant-{s.Keys}",
        ["email_key"] = s => $"someone@{s.Keys}.example",
        ["subject"] = s => $"subject-{s.Keys}",
        ["user_code"] = s => $"CODE{s.Keys}",
        ["redirect_uri"] = s => $"https://{s.Keys}.example/callback",
        ["code_challenge"] = s => $"challenge-{s.Keys}",
        ["passwords.hash"] = _ => "hash",
        ["tenant_id"] = s => s.Id("ten"),
        ["user_id"] = s => s.Id("usr"),
        ["session_id"] = s => s.Id("ses"),
        ["application_id"] = s => s.Id("app"),
        ["client_id"] = s => s.Id("mch"),
        ["grant_id"] = s => s.Id("grt"),
        ["invited_by"] = s => s.Id("usr"),
        ["created_by"] = s => s.Id("usr"),
        ["roles_json"] = s => $"[\"role-{s.Keys}\"]",
        ["permissions_json"] = _ => "[\"tenants:write\"]",
        ["generation"] = _ => 3L,
        ["window_generation"] = _ => 3L,
        ["window_started_at"] = _ => Sample.Created,
        ["email_verified_at"] = _ => Sample.Created,
        ["attempts"] = _ => 0L,
        ["failures"] = _ => 1L,
        ["next_attempt_at"] = _ => Sample.Created,
        ["locked_until"] = _ => Sample.Expires,
        ["signs_from"] = _ => Sample.Created,
        ["expires_at"] = _ => Sample.Expires,
        ["idle_expires_at"] = _ => Sample.Expires,
    };

    // A parameter named after a column, or after what a column names, needs no line here: @user finds user_id.
    private static readonly Dictionary<string, Func<Sample, object?>> Parameters = new(StringComparer.Ordinal)
    {
        // Moments and numbers
        ["now"] = _ => Sample.Now,
        ["since"] = _ => 0L,
        ["from"] = _ => Sample.Created,
        ["keys.advance.from"] = _ => 0L,
        ["authenticated_at"] = _ => Sample.Created,
        ["to"] = _ => Sample.Expires,
        ["until"] = _ => Sample.Expires,
        ["idle_until"] = _ => Sample.Expires,
        ["expires"] = _ => Sample.Expires,
        ["at"] = _ => Sample.Expires,
        ["began"] = _ => Sample.Expires,
        ["issued"] = _ => Sample.Created,
        ["known"] = _ => Sample.Expires,
        ["made"] = _ => Sample.Created,
        ["abandoned"] = _ => 0L,
        ["claimed"] = _ => Sample.Created,
        ["redeemed"] = _ => Sample.Created,
        ["rotated"] = _ => Sample.Created,
        ["grants.give_back_refresh_token.generation"] = _ => 2L,
        ["grants.catch_up.generation"] = _ => 4L,
        ["disabled"] = _ => null,
        ["disabled_at"] = _ => null,
        ["verified"] = _ => null,
        ["idle"] = _ => Sample.Expires,
        ["forgotten"] = _ => Sample.Expires,
        ["free"] = _ => Sample.Now,
        ["most"] = _ => Sample.Expires,
        ["locked"] = _ => Sample.Expires,
        ["lockouts.until"] = _ => Sample.Expires,
        ["interval"] = _ => 1_000L,
        ["added"] = _ => 1_000L,
        ["first"] = _ => 1_000L,
        ["longest"] = _ => 60_000L,
        ["window"] = _ => 30_000L,
        ["seconds"] = _ => 300L,
        ["next"] = _ => Sample.Expires,
        ["limit"] = _ => 10L,
        ["primary"] = _ => 1L,
        ["firstParty"] = _ => 1L,
        ["directory.sequence"] = _ => 999L,
        ["attempts"] = _ => 2L,
        ["certificate"] = _ => 7L,
        ["tag"] = _ => 7L,
        ["not_before"] = _ => Sample.Created,
        ["not_after"] = _ => Sample.Expires,
        ["renew"] = _ => Sample.Expires,
        ["before"] = _ => Sample.Expires,
        ["failed"] = _ => null,

        // Ids and keys
        ["after"] = _ => "",
        ["audit.after"] = _ => null,
        ["audit.id"] = s => s.Id("evt"),
        ["api"] = s => s.Id("api"),
        ["role"] = s => s.Id("rol"),
        ["except_session"] = _ => null,
        ["from_session"] = s => s.Id("ses"),
        ["to_session"] = s => s.Id("ses"),
        ["invitation"] = s => s.Id("inv"),
        ["secret"] = s => s.Id("sec"),
        ["revoked"] = s => s.Id("rev"),
        ["directory.reload_api_tokens.entity"] = s => s.Id("apt"),
        ["directory.reload_apis.entity"] = s => s.Id("api"),
        ["directory.reload_applications.entity"] = s => s.Id("app"),
        ["directory.reload_hosts.entity"] = s => s.Host,
        ["directory.reload_keys.entity"] = s => s.Id("key"),
        ["directory.reload_revocations.entity"] = s => s.Id("rev"),
        ["directory.reload_roles.entity"] = s => s.Id("rol"),
        ["entity"] = s => s.Id("mch"),
        ["host"] = s => s.Host,
        ["domain"] = s => s.Id("dom"),
        ["state"] = _ => "live",
        ["domains.insert.state"] = _ => "pending",
        ["reason"] = _ => "serving",
        ["failing"] = _ => null,
        ["code"] = s => s.Id("cod"),
        ["link"] = s => s.Id("lnk"),
        ["mail"] = s => s.Id("mal"),
        ["device"] = s => s.Id("dev"),
        ["except"] = _ => null,
        ["pushed_requests.request"] = s => s.Id("par"),
        ["api_tokens.token"] = s => s.Id("apt"),
        ["token"] = s => s.Digest,
        ["keys.key"] = s => s.Id("key"),
        ["roles.key"] = s => $"role-{s.Keys}",
        ["tenants.key"] = s => $"tenant-{s.Keys}",
        ["idempotency.key"] = s => s.Digest,

        ["certificate_orders.find_http_answer.token"] = s => $"token-{s.Keys}",
        ["certificate_orders.token"] = _ => "token",
        ["certificates.key"] = s => s.Digest,
        ["certificate_accounts.key"] = s => s.Digest,

        // What is written
        ["certificates.kind"] = _ => "acme",
        ["chain"] = _ => "chain",
        ["directory"] = _ => "https://ca.example/dir",
        ["url"] = _ => "https://ca.example/account",
        ["type"] = _ => "tls-alpn-01",
        ["authorization"] = _ => "token.thumbprint",
        ["error"] = _ => "EL1680",
        ["text"] = _ => "no answer",
        ["name"] = _ => "A name",
        ["email"] = _ => "Someone@else.example",
        ["because"] = _ => "a test",
        ["recipient"] = _ => "someone@else.example",
        ["message"] = s => s.Digest,
        ["nothing"] = _ => Array.Empty<byte>(),
        ["agent"] = _ => "agent",
        ["locale"] = _ => null,
        ["challenge"] = s => $"challenge-{s.Keys}",
        ["passwords.hash"] = _ => "new hash",
        ["old"] = _ => "hash",
        ["data"] = _ => "{}",
        ["actor"] = _ => "actor",
        ["target"] = _ => "target",
        ["address"] = _ => "192.0.2.1",
        ["hash"] = s => s.Digest,
        ["sha256"] = s => s.Digest,
        ["request"] = s => s.Digest,
        ["response"] = s => s.Digest,
        ["sealedKey"] = s => s.Digest,
        ["jwk"] = _ => "{}",
        ["jwks"] = _ => null,
        ["settings"] = _ => "{}",
        ["branding"] = _ => """{"primaryColor":"#663399"}""",
        ["details"] = _ => "{}",
        ["scopes"] = _ => "[]",
        ["apis"] = _ => "[]",
        ["resources"] = _ => "[]",
        ["amr"] = _ => "[]",
        ["redirects"] = _ => "[]",
        ["redirect_uris"] = _ => "[]",
        ["postLogout"] = _ => "[]",
        ["post_logout_redirect_uris"] = _ => "[]",
    };

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["applications"] = "app",
        ["machine_clients"] = "mch",
        ["client_secrets"] = "sec",
        ["apis"] = "api",
        ["roles"] = "rol",
        ["keys"] = "key",
        ["api_tokens"] = "apt",
        ["revocations"] = "rev",
        ["users"] = "usr",
        ["links"] = "lnk",
        ["sessions"] = "ses",
        ["tenants"] = "ten",
        ["domains"] = "dom",
        ["invitations"] = "inv",
        ["grants"] = "grt",
        ["authorization_codes"] = "cod",
        ["pushed_requests"] = "par",
        ["device_authorizations"] = "dev",
        ["audit_events"] = "evt",
        ["mails"] = "mal",
    };

    /// <summary>A column's value in a sample's row.</summary>
    public static object? Of(Column column, Sample sample) =>
        Find(Columns, $"{column.Table}.{column.Name}", column.Name) is { } value ? value(sample)
        : column.Name == "id" && Prefixes.TryGetValue(column.Table, out var prefix) ? sample.Id(prefix)
        : !column.Required ? null
        : column.Kind switch
        {
            ColumnKind.Time => Sample.Created,
            ColumnKind.Bytes => sample.Digest,
            ColumnKind.Json => "{}",
            _ => sample.Payload(column.Name),
        };

    /// <summary>A parameter's value, fitting a sample's rows.</summary>
    public static object? Of(string parameter, Statement statement, Sample sample)
    {
        var feature = statement.Name.Split('.')[0];
        string[] narrowToWide = [$"{statement.Name}.{parameter}", $"{feature}.{parameter}", parameter];
        string[] columns = [parameter, parameter + "_id", parameter + "_json", parameter + "_at"];
        return (Find(Parameters, narrowToWide) ?? Find(Columns, columns)) is { } value
            ? value(sample)
            : throw new InvalidOperationException(
                $"Statement '{statement.Name}' has a parameter @{parameter} that the isolation suite has no value for: "
                + $"add '{feature}.{parameter}' or '{parameter}' to {nameof(Words)}.{nameof(Parameters)}.");
    }

    private static Func<Sample, object?>? Find(Dictionary<string, Func<Sample, object?>> words, params string[] names) =>
        names.Select(words.GetValueOrDefault).FirstOrDefault(value => value is not null);
}
