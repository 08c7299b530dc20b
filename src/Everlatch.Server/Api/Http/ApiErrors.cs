using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>What the management API itself refuses; features have errors of their own.</summary>
internal static class ApiErrors
{
    public static readonly Problem TokenMissing =
        new("EL1600", StatusCodes.Status401Unauthorized, "An access token is expected as 'Authorization: Bearer …'.");

    public static readonly Problem TokenInvalid = new(
        "EL1601",
        StatusCodes.Status401Unauthorized,
        "The access token is expired, revoked, or not one for the management API of this host.");

    public static readonly Problem Unknown =
        new("EL1603", StatusCodes.Status404NotFound, "There is nothing at this address that the caller may see.");

    /// <summary>An environment of another region is made there.</summary>
    public static Problem OtherRegion(string here) => new(
        "EL1618",
        StatusCodes.Status409Conflict,
        $"This is region {here}; make the environment at a server of its own region.",
        "region");

    public static readonly Problem MethodNotAllowed =
        new(
            "EL1604",
            StatusCodes.Status405MethodNotAllowed,
            "This address does not know that method; 'Allow' names those it knows.");

    public static readonly Problem BodyTooLarge =
        new("EL1606", StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB.");

    public static readonly Problem ContentType =
        new("EL1607", StatusCodes.Status415UnsupportedMediaType, "The body is expected as application/json in UTF-8.");

    public static readonly Problem LimitInvalid =
        new("EL1608", StatusCodes.Status400BadRequest, "'limit' is expected to be a number from 1 to 100.", "limit");

    public static readonly Problem CursorInvalid = new(
        "EL1608",
        StatusCodes.Status400BadRequest,
        "'after' is expected to be the 'next' of an earlier page of this very list.",
        "after");

    public static readonly Problem VersionMissing = new(
        "EL1609",
        StatusCodes.Status428PreconditionRequired,
        "A change is expected to name the version it was made from: 'If-Match: \"…\"'.");

    public static readonly Problem VersionStale = new(
        "EL1610", StatusCodes.Status412PreconditionFailed, "It was changed by someone else since that version; read it again.");

    public static readonly Problem IdempotencyKeyInvalid = new(
        "EL1611",
        StatusCodes.Status400BadRequest,
        "'Idempotency-Key' is expected to be 1 to 255 visible ASCII characters.",
        "Idempotency-Key");

    public static readonly Problem IdempotencyKeyReused = new(
        "EL1612",
        StatusCodes.Status422UnprocessableEntity,
        "This idempotency key was used for another request.",
        "Idempotency-Key");

    public static readonly Problem IdempotencyKeyInUse = new(
        "EL1613",
        StatusCodes.Status409Conflict,
        "The first request with this idempotency key has not ended yet.",
        "Idempotency-Key");

    public static readonly Problem TooManyRequests =
        new(
            "EL1614",
            StatusCodes.Status429TooManyRequests,
            "This client sends more requests than it may; 'Retry-After' says when to go on.");

    public static readonly Problem ParameterInvalid =
        new("EL1615", StatusCodes.Status400BadRequest, "A parameter of the request is missing or has the wrong form.");

    public static readonly Problem AlgorithmWithoutKey = new(
        "EL1617",
        StatusCodes.Status422UnprocessableEntity,
        "The environment has no key for that algorithm; 'keys' lists those it has.",
        "algorithm");

    public static Problem ScopeMissing(string scope) =>
        new("EL1602", StatusCodes.Status403Forbidden, $"The scope '{scope}' is expected, and this caller does not hold it here.");

    public static Problem BodyMalformed(string what, string? field = null) =>
        new("EL1605", StatusCodes.Status400BadRequest, what, field);

    public static Problem Escalation(string scope) => new(
        "EL1616", StatusCodes.Status403Forbidden, $"A caller may not give what it does not hold: '{scope}'.", "scopes");
}
