#ifndef CAPUS_FFI_SHIM_H
#define CAPUS_FFI_SHIM_H

// libffi describes types by mutable globals, which Swift 6 refuses as shared mutable state. They are constant in
// practice: each accessor below returns one's address. `ffi_call` takes a function pointer of one fixed type, to which
// a symbol's address has to be cast in C.

#include <ffi.h>

static inline ffi_type *capus_ffi_type_void(void) { return &ffi_type_void; }
static inline ffi_type *capus_ffi_type_uint8(void) { return &ffi_type_uint8; }
static inline ffi_type *capus_ffi_type_sint8(void) { return &ffi_type_sint8; }
static inline ffi_type *capus_ffi_type_uint16(void) { return &ffi_type_uint16; }
static inline ffi_type *capus_ffi_type_sint16(void) { return &ffi_type_sint16; }
static inline ffi_type *capus_ffi_type_uint32(void) { return &ffi_type_uint32; }
static inline ffi_type *capus_ffi_type_sint32(void) { return &ffi_type_sint32; }
static inline ffi_type *capus_ffi_type_uint64(void) { return &ffi_type_uint64; }
static inline ffi_type *capus_ffi_type_sint64(void) { return &ffi_type_sint64; }
static inline ffi_type *capus_ffi_type_float(void) { return &ffi_type_float; }
static inline ffi_type *capus_ffi_type_double(void) { return &ffi_type_double; }
static inline ffi_type *capus_ffi_type_pointer(void) { return &ffi_type_pointer; }

// Integer results narrower than this are widened to it by libffi: a result buffer must have room for it.
static inline size_t capus_ffi_minimum_result_size(void) { return sizeof(ffi_arg); }

// Prepares `interface` for this platform's default calling convention. `arguments` has to outlive `interface`.
static inline ffi_status capus_ffi_prepare(
    ffi_cif *interface, unsigned int count, ffi_type *result, ffi_type **arguments) {
    return ffi_prep_cif(interface, FFI_DEFAULT_ABI, count, result, arguments);
}

// Calls the function at `symbol`. A signature that does not match the function is undefined behaviour.
static inline void capus_ffi_call(ffi_cif *interface, void *symbol, void *result, void **arguments) {
    ffi_call(interface, FFI_FN(symbol), result, arguments);
}

#endif
