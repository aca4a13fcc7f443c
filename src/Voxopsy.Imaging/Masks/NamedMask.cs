namespace Voxopsy.Imaging.Masks;

/// <summary>A region with the number and the name that its file gives it.</summary>
/// <param name="Number">Label, segment number or ROI number.</param>
/// <param name="Name">The name as stored; empty when the file names none.</param>
/// <param name="Mask">The region.</param>
/// <param name="Remarks">What was noticed while it was read; empty when it is plain.</param>
public sealed record NamedMask(int Number, string Name, Mask Mask, IReadOnlyList<string> Remarks);
