using Voxopsy.Tensors.Managed;
using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Managed.Plain;
using Voxopsy.Tensors.Tests.Torch;
using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors.Tests;

/// <summary>The backends that every operator is tested on.</summary>
internal static class TestBackends
{
    /// <summary>The plain loops in double, the managed backend on each path this machine has, and libtorch where it is.</summary>
    internal static IEnumerable<IBackend> All()
    {
        yield return new DoubleBackend();
        foreach (VectorPath path in VectorPaths.Available)
        {
            yield return new ManagedBackend(new ManagedSettings { Threads = 2 }, path);
        }

        if (TorchOnThisMachine.Library is { } torch)
        {
            yield return new TorchBackend(torch, -1);
        }
    }
}
