package org.poolwarden.console.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Keeps what a page writes until it is whole. The container would encode and send it in small parts, which costs more
 * than all the rest of a long list; and a page that fails in its middle has then sent nothing, so that the page of
 * errors can be shown.
 */
final class PageBuffer extends HttpServletResponseWrapper {

    private final StringWriter text = new StringWriter(16 * 1024);
    private final PrintWriter writer = new PrintWriter(text);

    PageBuffer(HttpServletResponse response) {
        super(response);
    }

    /** Sends all of it. */
    void send() throws IOException {
        byte[] page = text.toString().getBytes(StandardCharsets.UTF_8);
        if (page.length > 0) {
            getResponse().setContentLength(page.length);
            getResponse().getOutputStream().write(page);
        }
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    /** Pages are text. */
    @Override
    public ServletOutputStream getOutputStream() {
        throw new IllegalStateException("a page is written as text");
    }

    /** What the page wants to be sent now is sent with the rest. */
    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void reset() {
        super.reset();
        resetBuffer();
    }

    @Override
    public void resetBuffer() {
        text.getBuffer().setLength(0);
    }
}
