namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>What a kernel does with the numbers that lie where its result goes.</summary>
internal enum Deposit
{
    /// <summary>Overwrites them.</summary>
    Replace,

    /// <summary>Adds to them.</summary>
    Add,
}
