using Voxopsy.Tensors;

namespace Voxopsy.Deep.Fusion;

/// <summary>Several cases on their way into a classifier.</summary>
/// <param name="Count">Cases.</param>
/// <param name="ImageShape">[case × image, channel, height, width], with depth before height in 3D.</param>
/// <param name="Images">The images, row-major.</param>
/// <param name="Present">[case, phase]: 1 when the case has the phase, else 0.</param>
/// <param name="Clinical">[case, variable], scaled; empty without variables.</param>
/// <param name="Targets">[case, output]: what the head should answer, from 0 to 1.</param>
public sealed record InputBatch(int Count, Shape ImageShape, float[] Images, float[] Present, float[] Clinical, float[] Targets);
