namespace Everlatch.Edge.Slots;

/// <summary>An identity server as this edge sees it: how to reach it, whether it is ready, how much it does for us.</summary>
internal sealed class SlotServer : IDisposable
{
    private readonly SemaphoreSlim wanted = new(0, 1);
    private volatile bool ready;
    private volatile bool known;
    private volatile bool retired;
    private int inFlight;
    private int disposed;

    public SlotServer(ServerAddress address, ConnectServer connect)
    {
        Address = address;
        Client = connect.ClientOf(address);
        Prober = connect.ClientOf(address, connections: 1);
    }

    /// <summary>Where it is.</summary>
    public ServerAddress Address { get; }

    /// <summary>Sends requests to it.</summary>
    public HttpMessageInvoker Client { get; }

    /// <summary>Asks for its health, on a connection that no request can hold up.</summary>
    public HttpMessageInvoker Prober { get; }

    /// <summary>Whether it may get requests.</summary>
    public bool IsReady => ready && !retired;

    /// <summary>Requests that it works on for this edge.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Says what its health is; true when that is news.</summary>
    public bool Set(bool isReady)
    {
        var news = !known || ready != isReady;
        (known, ready) = (true, isReady);
        return news;
    }

    /// <summary>Has its health looked at now rather than when it is due.</summary>
    public void AskForProbe()
    {
        try
        {
            wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody asked already.
        }
    }

    /// <summary>Returns when a look is due, or was asked for.</summary>
    public Task WaitForProbeAsync(TimeSpan due, CancellationToken ct) => wanted.WaitAsync(due, ct);

    /// <summary>Begins a request.</summary>
    public void Enter() => Interlocked.Increment(ref inFlight);

    /// <summary>Ends a request.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref inFlight) == 0 && retired)
        {
            Close();
        }
    }

    /// <summary>Takes it out: no new requests, those in flight finish.</summary>
    public void Dispose()
    {
        retired = true;
        if (InFlight == 0)
        {
            Close();
        }
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            Client.Dispose();
            Prober.Dispose();
        }
    }
}
