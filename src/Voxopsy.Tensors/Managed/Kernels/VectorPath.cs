using System.Runtime.Intrinsics.X86;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The instructions that the kernels use. All three give the same bits: they fuse the same products in the same order.</summary>
internal enum VectorPath
{
    /// <summary>One number at a time: what the other two are checked against, and what runs on any machine.</summary>
    Plain,

    /// <summary>Eight numbers at a time (AVX2 with fused multiply-add).</summary>
    Avx2,

    /// <summary>Sixteen numbers at a time (AVX-512).</summary>
    Avx512,
}

/// <summary>Chooses among the paths.</summary>
internal static class VectorPaths
{
    /// <summary>The widest path that this machine, and the settings of the runtime, allow.</summary>
    internal static VectorPath Widest { get; } = Avx512F.IsSupported ? VectorPath.Avx512 : Fma.IsSupported && Avx2.IsSupported ? VectorPath.Avx2 : VectorPath.Plain;

    /// <summary>All paths that can run here, the plain one first.</summary>
    internal static IEnumerable<VectorPath> Available => Enum.GetValues<VectorPath>().Where(path => path <= Widest);
}
