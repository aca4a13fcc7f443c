using System.Runtime.Intrinsics;

namespace Voxopsy.Tensors.Managed;

/// <summary>Functions on eight numbers; each says what the plain loops of <see cref="Plain.PlainBackend{T}"/> define.</summary>
internal static class Lanes
{
    private static Vector256<float> Zero => Vector256<float>.Zero;

    private static Vector256<float> One => Vector256<float>.One;

    /// <summary>1 / (1 + e⁻ˣ), without overflow.</summary>
    private static Vector256<float> Logistic(Vector256<float> x)
    {
        Vector256<float> tail = Vector256.Exp(-Vector256.Abs(x));
        Vector256<float> below = tail / (One + tail);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Zero), below, One - below);
    }

    /// <summary>tanh: by its series near 0, where 1 - e⁻²ˣ would lose digits, else by the exponential.</summary>
    private static Vector256<float> HyperbolicTangent(Vector256<float> x)
    {
        Vector256<float> size = Vector256.Abs(x);
        Vector256<float> tail = Vector256.Exp(size * -2f);
        Vector256<float> far = (One - tail) / (One + tail);
        Vector256<float> square = x * x;
        Vector256<float> near = size * (One + (square * (Vector256.Create(-1 / 3f) + (square * (Vector256.Create(2 / 15f) + (square * Vector256.Create(-17 / 315f)))))));
        Vector256<float> value = Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.25f)), near, far);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Zero), -value, value);
    }

    internal readonly struct Add : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a + b;
    }

    internal readonly struct AddRelu : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => default(Relu).At(a + b, b);
    }

    internal readonly struct AddLeakyRelu(float slope) : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => new LeakyRelu(slope).At(a + b, b);
    }

    internal readonly struct Subtract : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a - b;
    }

    internal readonly struct Multiply : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a * b;
    }

    internal readonly struct Divide : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a / b;
    }

    internal readonly struct AddScaled(float factor) : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a + (b * factor);
    }

    internal readonly struct Affine(float scale, float shift) : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => (a * scale) + Vector256.Create(shift);
    }

    internal readonly struct Relu : ILanes
    {
        // NaN stays NaN: it is not less than 0.
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.LessThan(a, Zero), Zero, a);
    }

    internal readonly struct LeakyRelu(float slope) : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.GreaterThan(a, Zero), a, a * slope);
    }

    /// <summary>a is the gradient, b the output.</summary>
    internal readonly struct LeakyReluBack(float slope) : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Vector256.ConditionalSelect(Vector256.GreaterThan(b, Zero), a, a * slope);
    }

    internal readonly struct Sigmoid : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Logistic(a);
    }

    internal readonly struct SigmoidBack : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a * b * (One - b);
    }

    internal readonly struct Tanh : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => HyperbolicTangent(a);
    }

    internal readonly struct TanhBack : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a * (One - (b * b));
    }

    internal readonly struct Silu : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => a * Logistic(a);
    }

    internal readonly struct SiluBack : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b)
        {
            Vector256<float> logistic = Logistic(b);
            return a * logistic * (One + (b * (One - logistic)));
        }
    }

    internal readonly struct Exponential : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Vector256.Exp(a);
    }

    internal readonly struct Logarithm : ILanes
    {
        public Vector256<float> At(Vector256<float> a, Vector256<float> b) => Vector256.Log(a);
    }
}
