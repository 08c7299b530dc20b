using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Server.Api.Access;
using Everlatch.Server.Api.Http;
using Everlatch.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>Runs a request that makes something at most once for each key of a caller.</summary>
/// <remarks>
/// The key is claimed before anything happens. An answer of success is kept for a day and sent again; after a refusal,
/// or a fault that certainly left nothing behind, the key is free again. When a server dies in between, the key is
/// free for the same request after <see cref="Patience" />; what the dead server committed is then made a second time.
/// </remarks>
internal sealed partial class IdempotencyFilter(
    IdempotencyStore store, MasterKey masterKey, TimeProvider clock, ILogger<IdempotencyFilter> logger)
{
    /// <summary>How long a first request may take before it counts as abandoned.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    /// <summary>Runs the handler, or sends what it answered before.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate handler)
    {
        var header = context.Request.Headers[Header];
        if (header.Count == 0)
        {
            await handler(context);
            return;
        }

        if (header is not [{ Length: > 0 and <= MaxKeyLength } key] || !key.All(c => c is > ' ' and < (char)127))
        {
            await Answers.Refused(ApiErrors.IdempotencyKeyInvalid).ExecuteAsync(context);
            return;
        }

        var claim = await ClaimOfAsync(context, key);

        // The claim's time is compared with what the store kept: milliseconds.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (await store.ClaimAsync(claim, now, now - Patience, now + Memory, context.RequestAborted))
        {
            await RunFirstAsync(context, handler, claim, now);
            return;
        }

        await AnswerAgainAsync(context, claim, now);
    }

    private async Task RunFirstAsync(HttpContext context, RequestDelegate handler, IdempotencyClaim claim, DateTimeOffset claimed)
    {
        // The caller may hang up: what was begun is ended and remembered all the same.
        context.RequestAborted = CancellationToken.None;
        var real = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await handler(context);
        }
        catch (StoreFaultException e) when (e.Statement == StoreFaultException.Commit)
        {
            // Nobody knows whether it happened: the key stays claimed until the first request counts as abandoned.
            throw;
        }
        catch
        {
            await store.ReleaseAsync(claim, claimed, CancellationToken.None);
            throw;
        }
        finally
        {
            context.Response.Body = real;
        }

        var answer = StoredAnswer.Of(context.Response, kept.ToArray());
        if (answer.Status is >= 200 and < 300)
        {
            await KeepAsync(claim, claimed, answer);
        }
        else
        {
            await store.ReleaseAsync(claim, claimed, CancellationToken.None);
        }

        await real.WriteAsync(answer.Body, context.RequestAborted);
    }

    // What was asked for is made by now: a fault here must not be told as a failed request. The key stays claimed for a while.
    private async Task KeepAsync(IdempotencyClaim claim, DateTimeOffset claimed, StoredAnswer answer)
    {
        var plain = Encoding.UTF8.GetBytes(Json.Write(answer));
        try
        {
            await store.CompleteAsync(claim, claimed, masterKey.Seal(PurposeOf(claim), plain), CancellationToken.None);
        }
        catch (StoreFaultException e)
        {
            LogNotKept(e, claim.Environment);
        }
    }

    private async Task AnswerAgainAsync(HttpContext context, IdempotencyClaim claim, DateTimeOffset now)
    {
        var row = await store.FindAsync(claim, context.RequestAborted);
        if (row is not null && !CryptographicOperations.FixedTimeEquals(row.RequestSha256, claim.Request))
        {
            await Answers.Refused(ApiErrors.IdempotencyKeyReused).ExecuteAsync(context);
        }
        else if (row?.ResponseSealed is { } response)
        {
            var answer = Json.Read<StoredAnswer>(Encoding.UTF8.GetString(masterKey.Open(PurposeOf(claim), response)));
            context.Response.Headers["Idempotent-Replayed"] = "true";
            await answer.WriteAsync(context.Response, context.RequestAborted);
        }
        else
        {
            context.Response.Headers.RetryAfter = "1";
            await Answers.Refused(ApiErrors.IdempotencyKeyInUse).ExecuteAsync(context);
        }
    }

    private static async Task<IdempotencyClaim> ClaimOfAsync(HttpContext context, string key)
    {
        var request = context.Request;
        request.EnableBuffering(BodyBounds.MaxBytes, BodyBounds.MaxBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        request.Body.Position = 0;
        var caller = context.Features.GetRequiredFeature<Caller>();
        return new IdempotencyClaim(
            caller.Environment, caller.Key, SHA256.HashData(Encoding.UTF8.GetBytes(key)), hash.GetHashAndReset());
    }

    private static string PurposeOf(IdempotencyClaim claim) => $"idempotency:{claim.Environment}:{claim.Caller}";

    [LoggerMessage(1602, LogLevel.Warning, "Environment {Environment}: an answer could not be kept for its idempotency key")]
    private partial void LogNotKept(Exception e, EnvironmentId environment);
}
