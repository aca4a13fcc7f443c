// Operators of libtorch by name, as plain C functions: the whole of what Voxopsy needs from C++.
// Every operator goes through the dispatcher with boxed arguments, so one function serves all of them.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace {

enum Kind : int64_t { None, OfTensor, Integer, Real, Truth, Text, Integers, Reals, Truths, Tensors };

// As laid out in TorchCall.cs.
struct Argument {
  int64_t kind;
  int64_t value;  // the number's bits, or an at::Tensor*
  const void* items;  // a tensor's sizes, the elements of a list, or a text
  int64_t count;
};

thread_local std::string failure;

double real(int64_t bits) {
  double number;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

at::Tensor tensor(const Argument& argument) {
  const auto& held = *reinterpret_cast<const at::Tensor*>(argument.value);
  const at::IntArrayRef sizes(static_cast<const int64_t*>(argument.items), argument.count);
  return held.sizes() == sizes ? held : held.view(sizes);
}

c10::IValue boxed(const Argument& argument) {
  const auto* numbers = static_cast<const int64_t*>(argument.items);
  switch (argument.kind) {
    case None:
      return {};
    case OfTensor:
      return tensor(argument);
    case Integer:
      return argument.value;
    case Real:
      return real(argument.value);
    case Truth:
      return argument.value != 0;
    case Text:
      return std::string(static_cast<const char*>(argument.items), argument.count);
    case Integers:
      return std::vector<int64_t>(numbers, numbers + argument.count);
    case Reals: {
      std::vector<double> list;
      for (int64_t i = 0; i < argument.count; i++) {
        list.push_back(real(numbers[i]));
      }
      return list;
    }
    case Truths: {
      c10::List<bool> list;
      for (int64_t i = 0; i < argument.count; i++) {
        list.push_back(numbers[i] != 0);
      }
      return list;
    }
    case Tensors: {
      c10::List<at::Tensor> list;
      for (int64_t i = 0; i < argument.count; i++) {
        list.push_back(tensor(static_cast<const Argument*>(argument.items)[i]));
      }
      return list;
    }
    default:
      TORCH_CHECK(false, "an argument of kind ", argument.kind, " is unknown to this shim");
  }
}

template <typename Function>
int64_t guarded(Function function) {
  try {
    at::NoGradGuard guard;
    return function();
  } catch (const c10::Error& error) {
    failure = error.what_without_backtrace();
  } catch (const std::exception& error) {
    failure = error.what();
  }
  return -1;
}

at::Device device(int64_t cuda) { return cuda < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(cuda)); }

}  // namespace

extern "C" {

// What TorchLibrary.cs expects; raised with every change of a signature here.
int64_t voxopsy_torch_revision() { return 1; }

const char* voxopsy_torch_failure() { return failure.c_str(); }

int64_t voxopsy_torch_cuda_devices() {
  return guarded([] { return at::hasCUDA() ? static_cast<int64_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0; });
}

int64_t voxopsy_torch_threads(int64_t count) {
  return guarded([&] { return at::set_num_threads(static_cast<int>(count)), 0; });
}

// Calls an operator; writes its tensors (null where undefined) and returns how many, or -1.
int64_t voxopsy_torch_call(const char* name, const char* overload, const Argument* arguments, int64_t count, at::Tensor** results, int64_t room) {
  return guarded([&]() -> int64_t {
    const auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    torch::jit::Stack stack;
    for (int64_t i = 0; i < count; i++) {
      stack.push_back(boxed(arguments[i]));
    }
    handle.callBoxed(&stack);
    TORCH_CHECK(static_cast<int64_t>(stack.size()) <= room, name, " gave ", stack.size(), " results");
    for (size_t i = 0; i < stack.size(); i++) {
      const at::Tensor& result = stack[i].toTensor();
      results[i] = result.defined() ? new at::Tensor(result.contiguous()) : nullptr;
    }
    return static_cast<int64_t>(stack.size());
  });
}

// A copy of numbers of the host: float when isFloat, else int64. Device: -1 for the CPU, else the number of the GPU.
at::Tensor* voxopsy_torch_create(const void* numbers, const int64_t* sizes, int64_t rank, int64_t isFloat, int64_t cuda) {
  at::Tensor* made = nullptr;
  guarded([&]() -> int64_t {
    const at::IntArrayRef shape(sizes, rank);
    const auto type = isFloat ? at::kFloat : at::kLong;
    if (numbers == nullptr) {
      made = new at::Tensor(at::zeros(shape, at::TensorOptions().dtype(type).device(device(cuda))));
      return 0;
    }
    const at::Tensor host = at::from_blob(const_cast<void*>(numbers), shape, type);
    made = new at::Tensor(cuda < 0 ? host.clone() : host.to(device(cuda)));
    return 0;
  });
  return made;
}

int64_t voxopsy_torch_read(const at::Tensor* source, float* numbers) {
  return guarded([&]() -> int64_t {
    at::from_blob(numbers, source->sizes(), at::kFloat).copy_(*source);
    return 0;
  });
}

int64_t voxopsy_torch_write(at::Tensor* target, const float* numbers) {
  return guarded([&]() -> int64_t {
    target->copy_(at::from_blob(const_cast<float*>(numbers), target->sizes(), at::kFloat));
    return 0;
  });
}

int64_t voxopsy_torch_item(const at::Tensor* source, double* number) {
  return guarded([&]() -> int64_t {
    *number = source->item().toDouble();
    return 0;
  });
}

// Writes the sizes (at most eight) and returns how many axes there are.
int64_t voxopsy_torch_sizes(const at::Tensor* source, int64_t* sizes) {
  return guarded([&]() -> int64_t {
    TORCH_CHECK(source->dim() <= 8, "a tensor of ", source->dim(), " axes");
    std::copy(source->sizes().begin(), source->sizes().end(), sizes);
    return source->dim();
  });
}

void voxopsy_torch_free(at::Tensor* tensor) { delete tensor; }
}
