using System.Runtime.ExceptionServices;

namespace LlmEnergy.Ingestion.Rows;

/// <summary>
/// Work on batches by several threads, whose results are taken in the order of the batches. A fixed number of batches is filled over and
/// over.
/// </summary>
internal static class OrderedBatches
{
    /// <param name="fill">On the calling thread; false at the end, after which the batch may hold something or not.</param>
    /// <param name="work">On another thread, where there is more than one.</param>
    /// <param name="take">On the calling thread, in order.</param>
    public static void Run<TBatch>(int threads, Func<TBatch> create, Func<TBatch, bool> fill, Action<TBatch> work, Action<TBatch> take)
    {
        if (threads == 1)
        {
            var batch = create();
            for (var more = true; more; )
            {
                more = fill(batch);
                work(batch);
                take(batch);
            }

            return;
        }

        var slots = new Slot<TBatch>?[threads + 2];
        var (filled, taken) = (0, 0);
        try
        {
            for (var more = true; more || taken < filled; )
            {
                if (more && filled - taken < slots.Length)
                {
                    var slot = slots[filled % slots.Length] ??= new(create(), work);
                    more = fill(slot.Batch);
                    slot.Start();
                    filled++;
                    continue;
                }

                // counted before it is waited for: a failure of its own is not waited for again
                var done = slots[taken++ % slots.Length]!;
                done.Wait();
                take(done.Batch);
            }
        }
        finally
        {
            for (; taken < filled; taken++)
                slots[taken % slots.Length]!.WaitQuietly();
            foreach (var slot in slots)
                slot?.Dispose();
        }
    }

    private sealed class Slot<TBatch>(TBatch batch, Action<TBatch> work) : IThreadPoolWorkItem, IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private ExceptionDispatchInfo? _failure;

        public TBatch Batch => batch;

        public void Start()
        {
            _done.Reset();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Execute()
        {
            try
            {
                work(batch);
            }
#pragma warning disable CA1031 // whatever it is, it is thrown again where it is waited for
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            _done.Set();
        }

        public void Wait()
        {
            _done.Wait();
            _failure?.Throw();
        }

        public void WaitQuietly() => _done.Wait();

        public void Dispose() => _done.Dispose();
    }
}
