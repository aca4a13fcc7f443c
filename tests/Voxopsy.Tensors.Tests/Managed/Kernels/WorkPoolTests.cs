using Voxopsy.Tensors.Managed.Kernels;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed class WorkPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_EveryItem_IsDoneOnce(int threads)
    {
        using WorkPool pool = new(threads);
        for (int items = 0; items < 300; items += 7)
        {
            int[] done = new int[items];
            pool.Run(items, (item, worker) =>
            {
                Assert.InRange(worker, 0, threads - 1);
                Interlocked.Increment(ref done[item]);
            });
            Assert.All(done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Run_InsideAnItem_IsDoneByThatWorker()
    {
        using WorkPool pool = new(3);
        int done = 0;
        pool.Run(6, (_, worker) => pool.Run(5, (_, inner) =>
        {
            Assert.Equal(worker, inner);
            Interlocked.Increment(ref done);
        }));

        Assert.Equal(30, done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_AnItemFails_TheCallerHearsOfItAndThePoolWorksOn(int threads)
    {
        using WorkPool pool = new(threads);
        var failure = Assert.Throws<InvalidOperationException>(() => pool.Run(9, (item, _) =>
        {
            if (item == 5)
            {
                throw new InvalidOperationException("item 5");
            }
        }));
        int done = 0;
        pool.Run(9, (_, _) => Interlocked.Increment(ref done));

        Assert.Equal("item 5", failure.Message);
        Assert.Equal(9, done);
    }

    [Fact]
    public void Run_FromSeveralThreads_TakesTurns()
    {
        using WorkPool pool = new(2);
        int done = 0;
        Parallel.For(0, 8, _ => pool.Run(50, (_, _) => Interlocked.Increment(ref done)));

        Assert.Equal(400, done);
    }

    [Fact]
    public void Run_AfterDispose_IsRefused()
    {
        WorkPool pool = new(2);
        pool.Dispose();
        pool.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pool.Run(1, (_, _) => { }));
    }
}
