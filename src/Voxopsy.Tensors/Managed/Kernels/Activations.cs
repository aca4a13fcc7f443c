using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Activations on numbers in registers.</summary>
internal static class Activations
{
    /// <summary>f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Apply(Vector256<float> x, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => Vector256.Max(x, Vector256<float>.Zero),
        ActivationKind.LeakyRelu => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), x * activation.Slope, x),
        _ => x,
    };

    /// <summary>f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Apply(float x, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => MathF.Max(x, 0),
        ActivationKind.LeakyRelu => x < 0 ? x * activation.Slope : x,
        _ => x,
    };

    /// <summary>gradient · f'(x), from the sign of f(x); at 0 the slope is that of the left side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Back(Vector256<float> gradient, Vector256<float> output, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => Vector256.ConditionalSelect(Vector256.GreaterThan(output, Vector256<float>.Zero), gradient, Vector256<float>.Zero),
        ActivationKind.LeakyRelu => Vector256.ConditionalSelect(Vector256.GreaterThan(output, Vector256<float>.Zero), gradient, gradient * activation.Slope),
        _ => gradient,
    };

    /// <summary>gradient · f'(x), from the sign of f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Back(float gradient, float output, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => output > 0 ? gradient : 0,
        ActivationKind.LeakyRelu => output > 0 ? gradient : gradient * activation.Slope,
        _ => gradient,
    };
}
